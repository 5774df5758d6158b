/** Prepared data sets on the disk: one file each beside the database. They are copies: whoever deletes one loses time, not data. */
import { createHash } from "node:crypto";
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { type ColumnFile, type ColumnWriter, readColumns, writeColumns } from "@switchyard/sandbox";

export const columnsFolder = (location: string): string => join(dirname(location), "columns");
export function columnsPath(location: string, workspace: string, dataset: string): string {
  return join(columnsFolder(location), `${encodeURIComponent(`${workspace} ${dataset}`)}.columns`);
}

export interface OpenColumns {
  file: ColumnFile;
  close(): void;
}

/** Null: not prepared, or made of something else. */
export function openColumns(path: string, source: string): OpenColumns | null {
  const handle = openIfThere(path);
  if (handle === null) return null;
  const file = readColumns({
    size: fstatSync(handle).size,
    read(at, length) {
      const bytes = new Uint8Array(length);
      for (let got = 0; got < length; ) {
        const more = readSync(handle, bytes, got, length - got, at + got);
        if (more === 0) throw new Error(`${path} ends too early`);
        got += more;
      }
      return bytes;
    },
    decode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8"),
  });
  if (file !== null && file.source === source) return { file, close: () => closeSync(handle) };
  closeSync(handle);
  return null;
}

/** A copy that cannot be opened is as good as none. */
function openIfThere(path: string): number | null {
  try {
    return openSync(path, "r");
  } catch {
    return null;
  }
}

export interface ColumnsBeingMade extends Pick<ColumnWriter, "addChunk"> {
  /** From now on there is a file; before, there is none. */
  finish(): void;
  drop(): void;
}

/** `keeps`: whole orders too, for what columns cannot decide. */
export function makeColumns(path: string, source: string, options: { keeps?: boolean } = {}): ColumnsBeingMade {
  mkdirSync(dirname(path), { recursive: true });
  dropUnfinished(path);
  const unfinished = `${path}.${process.pid}`;
  const handle = openSync(unfinished, "w");
  const hash = createHash("sha256");
  const writer = writeColumns(
    {
      write(bytes) {
        hash.update(bytes);
        for (let put = 0; put < bytes.length; ) put += writeSync(handle, bytes, put);
      },
      encode: (text) => Buffer.from(text),
      digest: () => hash.copy().digest("hex"),
    },
    source,
    options,
  );
  return {
    addChunk: writer.addChunk,
    finish() {
      writer.finish();
      closeSync(handle);
      renameSync(unfinished, path);
    },
    drop() {
      closeSync(handle);
      rmSync(unfinished, { force: true });
    },
  };
}

/** What a process left that ended in the middle. */
function dropUnfinished(path: string): void {
  for (const name of readdirSync(dirname(path)))
    if (name.startsWith(`${basename(path)}.`) && !isAlive(Number(name.slice(basename(path).length + 1))))
      rmSync(join(dirname(path), name), { force: true });
}
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

export const removeColumns = (location: string, workspace: string, dataset: string): void =>
  rmSync(columnsPath(location, workspace, dataset), { force: true });
