/** Files on their way in: written to the disk as they come, then read by those who take them in. Gone with the process. */
import { createHash } from "node:crypto";
import { createWriteStream, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { tooLarge } from "../http/body.ts";
import { Refusal } from "../http/problem.ts";
import type { NewId } from "../runtime/ids.ts";
import type { HistoryFile } from "./read-file.ts";

export interface Upload extends HistoryFile {
  id: string;
  /** As its owner calls it. */
  name: string;
  bytes: number;
  /** SHA-256. */
  hash: string;
  at: number;
}
/** A body on its way in. */
export type Body = Pick<Request, "body" | "headers">;
export interface Uploads {
  /**
   * Written to the disk as it comes. Throws `body_too_large`, `too_slow`, `overloaded` for too many at once; what a sender breaks off is
   * not kept.
   */
  keep(body: Body, about: Pick<Upload, "workspace" | "name" | "format"> & { limit: number }): Promise<Upload>;
  /** Throws `upload_not_found`. */
  find(workspace: string, id: string): Upload;
  /** From here on the file is the work's, and gone with its end. */
  use<T>(upload: Upload, work: () => Promise<T>): Promise<T>;
  drop(workspace: string, id: string): void;
  /** A place for a file of one's own. */
  place(name: string): string;
}

/** What nobody asked for so long is taken away when the next one comes. */
const FORGOTTEN_MS = 6 * 3_600_000;
/** Of one workspace: the oldest that nobody reads makes room, so that nobody fills the disk that orders need. */
const MOST = 8;
/** A sender who says nothing for so long has gone. */
const SILENT_MS = 30_000;

interface UploadsOptions {
  folder: string;
  newId: NewId;
  now: () => number;
  silentMs?: number;
}

export function createUploads({ folder, newId, now, silentMs = SILENT_MS }: UploadsOptions): Uploads {
  const kept = new Map<string, Upload>();
  /** Of each workspace, how many are on the way or being read. */
  const busy = new Map<string, number>();
  rmSync(folder, { recursive: true, force: true });
  const place = (name: string) => {
    mkdirSync(folder, { recursive: true });
    return join(folder, name);
  };
  const find = (workspace: string, id: string) => {
    const found = kept.get(id);
    if (found === undefined || found.workspace !== workspace) throw new Refusal("upload_not_found");
    return found;
  };
  const forget = ({ id, path }: Upload) => {
    kept.delete(id);
    rmSync(path, { force: true });
  };
  const makeRoom = (workspace: string) => {
    for (const one of kept.values()) if (now() - one.at > FORGOTTEN_MS) forget(one);
    const free = MOST - (busy.get(workspace) ?? 0);
    if (free <= 0) throw new Refusal("overloaded", { retryAfter: 5 });
    const own = [...kept.values()].filter((one) => one.workspace === workspace);
    for (const one of own.slice(0, Math.max(0, own.length - free + 1))) forget(one);
  };
  const whileBusy = async <T>(workspace: string, work: () => Promise<T>): Promise<T> => {
    const count = (by: number) => busy.set(workspace, (busy.get(workspace) ?? 0) + by);
    count(1);
    try {
      return await work();
    } finally {
      count(-1);
    }
  };
  return {
    async keep(body, { limit, ...about }) {
      const length = Number(body.headers.get("content-length"));
      if (length > limit) throw tooLarge(limit);
      makeRoom(about.workspace);
      const id = newId("up");
      const path = place(id);
      const written = await whileBusy(about.workspace, () => write(body.body, path, { limit, silentMs }));
      const upload: Upload = { id, ...about, path, ...written, at: now() };
      kept.set(id, upload);
      return upload;
    },
    find,
    async use(upload, work) {
      kept.delete(upload.id);
      try {
        return await whileBusy(upload.workspace, work);
      } finally {
        forget(upload);
      }
    },
    drop: (workspace, id) => forget(find(workspace, id)),
    place,
  };
}

/** Of its bytes none stay in memory. */
async function write(
  body: Body["body"],
  path: string,
  { limit, silentMs }: { limit: number; silentMs: number },
): Promise<Pick<Upload, "bytes" | "hash">> {
  const hash = createHash("sha256");
  const silence = new AbortController();
  const patience = setTimeout(() => silence.abort(), silentMs).unref();
  let bytes = 0;
  const counted = async function* (pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      patience.refresh();
      bytes += piece.byteLength;
      if (bytes > limit) throw tooLarge(limit);
      hash.update(piece);
      yield piece;
    }
  };
  const from = body === null ? Readable.from([]) : Readable.fromWeb(body as WebStream);
  const file = createWriteStream(path, { mode: 0o600 });
  try {
    await pipeline(from, counted, file, { signal: silence.signal });
  } catch (cause) {
    // It may be about to be opened still, and would be there again.
    if (!file.closed) await new Promise<void>((resolve) => file.once("close", () => resolve()));
    rmSync(path, { force: true });
    throw silence.signal.aborted ? new Refusal("too_slow") : cause;
  } finally {
    clearTimeout(patience);
  }
  return { bytes, hash: hash.digest("hex") };
}
/** The same stream by the names of two libraries. */
type WebStream = Parameters<typeof Readable.fromWeb>[0];
