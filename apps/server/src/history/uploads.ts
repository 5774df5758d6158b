/** Files on their way to become data sets: taken in once, looked at with one mapping or another, then imported. Gone with the process. */
import { createWriteStream, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { MEGABYTE } from "../http/body.ts";
import { Refusal } from "../http/problem.ts";
import type { NewId } from "../runtime/ids.ts";
import { FILE_LIMITS, type HistoryFile } from "./read-file.ts";

export interface Upload extends HistoryFile {
  id: string;
  workspace: string;
  /** As its owner calls it. */
  name: string;
  bytes: number;
  at: number;
}
export interface Uploads {
  /** Throws `body_too_large`, `overloaded` for too many at once; what a sender breaks off is not kept. */
  keep(body: ReadableStream<Uint8Array> | null, about: Pick<Upload, "workspace" | "name" | "format">): Promise<Upload>;
  /** Throws `upload_not_found`. */
  find(workspace: string, id: string): Upload;
  /** From here on the caller has the file, and takes it away. Throws `upload_not_found`. */
  take(workspace: string, id: string): Upload;
  drop(workspace: string, id: string): void;
  /** A place for a file of one's own. */
  place(name: string): string;
}

/** What nobody asked for so long is taken away when the next one comes. */
const FORGOTTEN_MS = 6 * 3_600_000;
/** Of one workspace, kept or on the way: the oldest makes room, so that nobody fills the disk that orders need. */
const MOST = 8;

export function createUploads({ folder, newId, now }: { folder: string; newId: NewId; now: () => number }): Uploads {
  const kept = new Map<string, Upload>();
  const coming = new Map<string, number>();
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
    const free = MOST - (coming.get(workspace) ?? 0);
    if (free <= 0) throw new Refusal("overloaded", { retryAfter: 5 });
    const own = [...kept.values()].filter((one) => one.workspace === workspace);
    for (const one of own.slice(0, Math.max(0, own.length - free + 1))) forget(one);
  };
  return {
    async keep(body, about) {
      makeRoom(about.workspace);
      coming.set(about.workspace, (coming.get(about.workspace) ?? 0) + 1);
      const id = newId("up");
      const path = place(id);
      const limit = FILE_LIMITS[about.format];
      let bytes = 0;
      try {
        const counted = async function* (): AsyncGenerator<Uint8Array> {
          for await (const piece of body ?? []) {
            bytes += piece.byteLength;
            if (bytes > limit) throw tooLarge(limit);
            yield piece;
          }
        };
        await pipeline(Readable.from(counted(), { objectMode: false }), createWriteStream(path, { mode: 0o600 }));
      } catch (cause) {
        rmSync(path, { force: true });
        throw cause;
      } finally {
        coming.set(about.workspace, (coming.get(about.workspace) ?? 1) - 1);
      }
      const upload: Upload = { id, ...about, path, bytes, at: now() };
      kept.set(id, upload);
      return upload;
    },
    find,
    take(workspace, id) {
      const found = find(workspace, id);
      kept.delete(id);
      return found;
    },
    drop: (workspace, id) => forget(find(workspace, id)),
    place,
  };
}

function tooLarge(limit: number): Refusal {
  const size = `${limit / MEGABYTE} MB`;
  const message = { zh: `最大 ${size}`, en: `At most ${size}` };
  return new Refusal("body_too_large", { problems: [{ pointer: "", code: "body_too_large", message }] });
}
