/** Files on their way in: written to the disk as they come, then read by those who take them in. Gone with the process. */
import { createHash } from "node:crypto";
import { createWriteStream, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Refusal } from "../refusal/refusal.ts";
import { tooLarge } from "../refusal/too-large.ts";
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
  /** While the work reads it, the file stays, also where it is dropped meanwhile. */
  look<T>(upload: Upload, work: () => Promise<T>): Promise<T>;
  /** From here on the file is the work's, and gone with its end. */
  use<T>(upload: Upload, work: () => Promise<T>): Promise<T>;
  /** Nobody finds it any more, and it is gone when nobody reads it. */
  drop(upload: Upload): void;
  /** A place for a file of one's own. */
  place(name: string): string;
}

/** What nobody brought or read for so long is taken away when the next one comes. */
const FORGOTTEN_MS = 6 * 3_600_000;
/** Of one workspace: the one that nobody has read for the longest makes room, so that nobody fills the disk that orders need. */
const MOST = 8;
/** A sender who says nothing for so long has gone. */
const SILENT_MS = 30_000;

interface Kept {
  upload: Upload;
  /** How many works read it just now: it is on the disk until the last of them ends. */
  readers: number;
  /** When it was brought, or the last of them ended. */
  at: number;
  /** Nobody finds it any more. */
  isGivenUp: boolean;
}
interface UploadsOptions {
  folder: string;
  newId: NewId;
  now: () => number;
  silentMs?: number;
}

export function createUploads({ folder, newId, now, silentMs = SILENT_MS }: UploadsOptions): Uploads {
  /** First those that nobody has read for the longest. */
  const kept = new Map<string, Kept>();
  /** Of each workspace, how many are on the way. */
  const coming = new Map<string, number>();
  rmSync(folder, { recursive: true, force: true });
  const place = (name: string) => {
    mkdirSync(folder, { recursive: true });
    return join(folder, name);
  };
  const giveUp = (one: Kept) => {
    one.isGivenUp = true;
    if (one.readers > 0) return;
    kept.delete(one.upload.id);
    rmSync(one.upload.path, { force: true });
  };
  const makeRoom = (workspace: string) => {
    const unread = [...kept.values()].filter(({ readers }) => readers === 0);
    for (const one of unread) if (now() - one.at > FORGOTTEN_MS) giveUp(one);
    const own = [...kept.values()].filter(({ upload }) => upload.workspace === workspace);
    const over = own.length + (coming.get(workspace) ?? 0) + 1 - MOST;
    const free = own.filter(({ readers }) => readers === 0);
    if (over > free.length) throw new Refusal("overloaded", { retryAfter: 5 });
    for (const one of free.slice(0, Math.max(0, over))) giveUp(one);
  };
  const count = (workspace: string, by: number) => coming.set(workspace, (coming.get(workspace) ?? 0) + by);
  async function look<T>({ id }: Upload, work: () => Promise<T>): Promise<T> {
    const one = kept.get(id);
    if (one === undefined) throw new Refusal("upload_not_found");
    one.readers += 1;
    try {
      return await work();
    } finally {
      one.readers -= 1;
      one.at = now();
      kept.delete(id);
      kept.set(id, one);
      if (one.isGivenUp) giveUp(one);
    }
  }
  function drop({ id }: Upload): void {
    const one = kept.get(id);
    if (one !== undefined) giveUp(one);
  }
  return {
    async keep(body, { limit, ...about }) {
      const length = Number(body.headers.get("content-length"));
      if (length > limit) throw tooLarge(limit);
      makeRoom(about.workspace);
      const id = newId("up");
      const path = place(id);
      count(about.workspace, 1);
      const written = await write(body.body, path, { limit, silentMs }).finally(() => count(about.workspace, -1));
      const upload: Upload = { id, ...about, path, ...written, at: now() };
      kept.set(id, { upload, readers: 0, at: upload.at, isGivenUp: false });
      return upload;
    },
    find(workspace, id) {
      const found = kept.get(id);
      if (found === undefined || found.isGivenUp || found.upload.workspace !== workspace)
        throw new Refusal("upload_not_found");
      return found.upload;
    },
    look,
    use: (upload, work) =>
      look(upload, () => {
        drop(upload);
        return work();
      }),
    drop,
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
