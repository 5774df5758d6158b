/**
 * Writing what a generator made, so that running it again changes nothing.
 *
 * Two builds of Node may deflate the same text to different bytes. What a `.gz` here promises is its *content*: a file
 * whose content is already right is left alone, and `--check` compares contents.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";

export function readText(path) {
  const bytes = readFileSync(path);
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

export const sha256 = (text) => createHash("sha256").update(text, "utf8").digest("hex");

/** Writes `files` (path → text) where they differ; with `check` writes nothing and exits 1 when one differs. */
export function writeFiles(files, { check }) {
  let stale = 0;
  for (const [path, text] of Object.entries(files)) {
    const same = existsSync(path) && readText(path) === text;
    if (!same) stale += 1;
    if (!same && !check) writeFileSync(path, path.endsWith(".gz") ? gzip(text) : text);
    console.log(`${same ? "same" : check ? "DIFFERS" : "written"}  ${path}`);
  }
  if (check && stale > 0) process.exitCode = 1;
}

/** Level 9, no time stamp, operating system "unknown". */
function gzip(text) {
  const bytes = gzipSync(Buffer.from(text, "utf8"), { level: 9 });
  bytes[9] = 255;
  return bytes;
}

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->` of a page. */
export function replaceBlock(page, name, text) {
  const open = `<!-- ${name} -->`;
  const close = `<!-- /${name} -->`;
  const from = page.indexOf(open);
  const to = page.indexOf(close);
  if (from < 0 || to < from) throw new Error(`The page has no block ${open} … ${close}`);
  return `${page.slice(0, from + open.length)}\n${text.trim()}\n${page.slice(to)}`;
}
