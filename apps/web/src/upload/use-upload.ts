/** The file that is being brought in: chosen, on its way, or there. A new choice takes the place of the old one. */
import { useEffect, useRef, useState } from "react";
import { ask } from "../shell/ask.ts";
import { type Door, formatOf, type Uploaded, uploadFile } from "./upload-file.ts";

export type UploadState =
  | { type: "none" }
  | { type: "too_large"; name: string; mb: number }
  | { type: "sending"; name: string; progress: number }
  | { type: "there"; name: string; upload: Uploaded }
  | { type: "failed"; name: string; file: File; error: unknown };

export function useUpload(door: Door) {
  const [state, setState] = useState<UploadState>({ type: "none" });
  const running = useRef<AbortController | null>(null);
  const kept = useRef<string | null>(null);
  /** What nobody takes in is not kept on the server. */
  const forget = () => {
    running.current?.abort();
    if (kept.current !== null)
      void ask(`/api/v1${door.path}/${kept.current}`, { method: "DELETE", keepalive: true }).catch(() => undefined);
    kept.current = null;
  };
  const leave = useRef(forget);
  leave.current = forget;
  useEffect(() => {
    const left = () => leave.current();
    window.addEventListener("pagehide", left);
    return () => {
      window.removeEventListener("pagehide", left);
      left();
    };
  }, []);

  async function choose(file: File) {
    forget();
    const { name } = file;
    const mb = door.largestMb[formatOf(name)];
    if (file.size > mb * 1024 * 1024) {
      setState({ type: "too_large", name, mb });
      return;
    }
    const controller = new AbortController();
    running.current = controller;
    setState({ type: "sending", name, progress: 0 });
    try {
      const onProgress = (progress: number) => setState({ type: "sending", name, progress });
      const upload = await uploadFile(file, door, { onProgress, signal: controller.signal });
      kept.current = upload.id;
      setState({ type: "there", name, upload });
    } catch (error) {
      if (!controller.signal.aborted) setState({ type: "failed", name, file, error });
    }
  }
  return {
    state,
    choose: (file: File) => void choose(file),
    cancel() {
      running.current?.abort();
      setState({ type: "none" });
    },
    /** From here on it is the server's. */
    given() {
      kept.current = null;
    },
  };
}
