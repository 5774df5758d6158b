/** The file that is being brought in: chosen, on its way, or there. A new choice takes the place of the old one. */
import { useEffect, useRef, useState } from "react";
import { sandboxApi } from "./sandbox-api.ts";
import { type FileFormat, formatOf, LARGEST_MB, type Uploaded, uploadFile } from "./upload-file.ts";

export type UploadState =
  | { type: "none" }
  | { type: "too_large"; name: string; format: FileFormat }
  | { type: "sending"; name: string; progress: number }
  | { type: "there"; name: string; upload: Uploaded }
  | { type: "failed"; name: string; error: unknown };

export function useUpload() {
  const [state, setState] = useState<UploadState>({ type: "none" });
  const running = useRef<AbortController | null>(null);
  const kept = useRef<string | null>(null);
  /** What nobody imports is not kept on the server. */
  const forget = () => {
    running.current?.abort();
    if (kept.current !== null) void sandboxApi.dropUpload(kept.current).catch(() => undefined);
    kept.current = null;
  };
  const leave = useRef(forget);
  leave.current = forget;
  useEffect(() => () => leave.current(), []);

  async function choose(file: File) {
    forget();
    const { name } = file;
    const format = formatOf(name);
    if (file.size > LARGEST_MB[format] * 1024 * 1024) {
      setState({ type: "too_large", name, format });
      return;
    }
    const controller = new AbortController();
    running.current = controller;
    setState({ type: "sending", name, progress: 0 });
    try {
      const told = (progress: number) => setState({ type: "sending", name, progress });
      const upload = await uploadFile(file, told, controller.signal);
      kept.current = upload.id;
      setState({ type: "there", name, upload });
    } catch (error) {
      if (!controller.signal.aborted) setState({ type: "failed", name, error });
    }
  }
  return {
    state,
    choose: (file: File) => void choose(file),
    cancel() {
      running.current?.abort();
      setState({ type: "none" });
    },
    /** From here on it is a data set's. */
    given() {
      kept.current = null;
    },
  };
}
