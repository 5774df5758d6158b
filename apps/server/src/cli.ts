#!/usr/bin/env node
/** `switchyard`: a command, what it says and its exit code. */
import { runCommand } from "./cli/run.ts";
import { fileWords, lines } from "./cli/words.ts";

/** A reader that went away (`| head`) has what it wanted: the end is that of any program in a pipe (128 + SIGPIPE). */
const CLOSED_PIPE = 141;
process.stdout.on("error", (cause: NodeJS.ErrnoException) => {
  if (cause.code === "EPIPE") process.exit(CLOSED_PIPE);
  const said = fileWords(cause);
  console.error(said === null ? `  ${cause.message}` : lines(said));
  process.exit(1);
});

const { code, text } = await runCommand(process.argv.slice(2));
if (text !== "") (code === 0 ? console.log : console.error)(text);
process.exitCode = code;
