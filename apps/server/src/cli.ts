#!/usr/bin/env node
/** `switchyard`: a command, what it says and its exit code. */
import { runCommand } from "./cli/run.ts";

const { code, text } = await runCommand(process.argv.slice(2));
if (text !== "") (code === 0 ? console.log : console.error)(text);
process.exitCode = code;
