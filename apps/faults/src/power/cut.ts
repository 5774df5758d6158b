/** What is on the disk after the power was cut: everything synced, and of the rest nothing or a part. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Disks write sectors whole, in an order of their own. */
const SECTOR = 4096;
/** Not of the disk: the index of the log is rebuilt, locks die with their process. */
const isVolatile = (name: string) => name.endsWith("-shm");

/** Everything that is there now counts as synced. */
export function seedShadow(root: string, shadow: string): void {
  rmSync(shadow, { recursive: true, force: true });
  mkdirSync(shadow, { recursive: true });
  for (const name of namesIn(root)) cpSync(join(root, name), join(shadow, name.replaceAll("/", "%")));
}

/** Puts the shadow in the place of the root. Answers the bytes that were there and are not any more. */
export function cutPower(root: string, shadow: string, torn: (() => number) | null): number {
  let lost = 0;
  const after = new Map<string, Buffer>();
  for (const name of readdirSync(shadow)) {
    const path = name.replaceAll("%", "/");
    const synced = readFileSync(join(shadow, name));
    const real = readIfThere(join(root, path));
    after.set(path, real === null || torn === null ? synced : tear(synced, real, torn));
    if (real !== null) lost += differing(synced, real);
  }
  for (const name of namesIn(root)) if (!after.has(name)) lost += statSync(join(root, name)).size;
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  for (const [path, bytes] of after) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), bytes);
  }
  return lost;
}

const namesIn = (root: string) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !isVolatile(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

/** Of the sectors that differ, some came through. */
function tear(synced: Buffer, real: Buffer, random: () => number): Buffer {
  const out = Buffer.alloc(Math.max(synced.length, real.length));
  synced.copy(out);
  let end = synced.length;
  for (let at = 0; at < real.length; at += SECTOR) {
    const sector = real.subarray(at, at + SECTOR);
    if (sector.equals(synced.subarray(at, at + SECTOR)) || random() < 0.5) continue;
    sector.copy(out, at);
    end = Math.max(end, at + sector.length);
  }
  return out.subarray(0, end);
}

function differing(synced: Buffer, real: Buffer): number {
  let bytes = Math.max(0, real.length - synced.length);
  for (let at = 0; at < Math.min(synced.length, real.length); at += SECTOR) {
    if (!synced.subarray(at, at + SECTOR).equals(real.subarray(at, at + SECTOR))) bytes += SECTOR;
  }
  return bytes;
}
