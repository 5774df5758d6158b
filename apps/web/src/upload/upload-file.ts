/** A file on its way up: how far it is, and its end on request. `fetch` tells nothing of that. */

import { chosenWorkspace } from "../shell/ask.ts";
import { RequestFailure } from "../shell/request.ts";

export type FileFormat = "csv" | "ndjson" | "xlsx";
export interface Uploaded {
  id: string;
  name: string;
  format: FileFormat;
  bytes: number;
}

export const formatOf = (name: string): FileFormat =>
  /\.xlsx$/i.test(name) ? "xlsx" : /\.(ndjson|jsonl|json)$/i.test(name) ? "ndjson" : "csv";

/** Where files are brought, and how large they may be there, as the server says, in MB; a larger file is not begun. */
export interface Door {
  path: "/datasets/uploads" | "/intake/files";
  largestMb: Record<FileFormat, number>;
}

interface Sending {
  onProgress: (share: number) => void;
  signal: AbortSignal;
}
export function uploadFile(file: File, { path }: Door, { onProgress, signal }: Sending): Promise<Uploaded> {
  const query = new URLSearchParams({ format: formatOf(file.name), name: file.name.slice(0, 200) });
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/v1${path}?${query}`);
    request.responseType = "json";
    request.setRequestHeader("content-type", "application/octet-stream");
    const workspace = chosenWorkspace();
    if (workspace !== null) request.setRequestHeader("x-workspace", workspace);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onload = () => (request.status === 201 ? resolve(request.response) : reject(failureOf(request)));
    request.onerror = () => reject(new RequestFailure({ status: 0, code: "offline", title: { zh: "", en: "" } }));
    request.onabort = () => reject(new DOMException("cancelled", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

function failureOf({ status, response }: XMLHttpRequest): RequestFailure {
  const { code = "unknown", title = "", title_en = title, problems = [] } = response ?? {};
  return new RequestFailure({ status, code, title: { zh: title, en: title_en }, problems, body: response });
}
