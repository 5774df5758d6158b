/**
 * The X-ray of the open drawing, as the page sees it: asked anew after every edit, stopped by the next one. A worker that does
 * not stop in time is ended and another takes its place, so that an edit never waits for a check.
 */
import { createStore } from "zustand/vanilla";
import type { FromWorker, Progress, Report, Subject, ToWorker } from "./protocol.ts";

/** After the last edit, before it looks. */
const PAUSE_MS = 350;
/** How long a worker may take to stop. */
const PATIENCE_MS = 100;

export interface XrayState {
  /** `stale`: the report is of an earlier drawing; `off`: nothing was asked yet. */
  phase: "off" | "stale" | "looking" | "done" | "failed";
  progress: Progress | null;
  report: Report | null;
}

/** The part of a Worker that is used. */
export interface Port {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: { data: FromWorker }) => void) | null;
  onerror: ((event: unknown) => void) | null;
}

type Timer = (act: () => void, ms: number) => () => void;
const timer: Timer = (act, ms) => {
  const handle = setTimeout(act, ms);
  return () => clearTimeout(handle);
};

export function createXray({ open, after = timer }: { open: () => Port; after?: Timer }) {
  const store = createStore<XrayState>(() => ({ phase: "off", progress: null, report: null }));
  let port: Port | null = null;
  let run = 0;
  let stopping = 0;
  let latest: Subject | null = null;
  let cancelWait = () => {};
  let cancelPatience = () => {};

  function ended(): void {
    cancelPatience();
    stopping = 0;
  }

  function drop(): void {
    port?.terminate();
    port = null;
    ended();
  }

  function hear(message: FromWorker): void {
    if (message.run === stopping && message.type !== "progress") ended();
    if (message.run !== run) return;
    if (message.type === "progress") store.setState({ progress: message.progress });
    else if (message.type === "done") store.setState({ phase: "done", progress: null, report: message.report });
    else if (message.type === "failed") store.setState({ phase: "failed", progress: null });
  }

  function worker(): Port {
    if (port) return port;
    const opened = open();
    port = opened;
    opened.onmessage = ({ data }) => hear(data);
    opened.onerror = () => {
      drop();
      if (store.getState().phase === "looking") store.setState({ phase: "failed", progress: null });
    };
    return opened;
  }

  /** The drawing has changed: what is being looked at no longer matters. */
  function stop(): void {
    cancelWait();
    const { phase } = store.getState();
    if (phase === "looking" && port) {
      port.postMessage({ type: "stop", run });
      cancelPatience();
      stopping = run;
      cancelPatience = after(drop, PATIENCE_MS);
    }
    run += 1;
    if (phase !== "off") store.setState({ phase: "stale", progress: null });
  }

  /** Looks at the subject when nothing else was asked for a while. */
  function ask(subject: Subject): void {
    stop();
    latest = subject;
    const own = run;
    cancelWait = after(() => {
      store.setState({ phase: "looking", progress: null });
      worker().postMessage({ type: "look", run: own, subject });
    }, PAUSE_MS);
  }

  return {
    store,
    ask,
    stop,
    /** Once more, after a failure. */
    again: () => latest && ask(latest),
    close(): void {
      cancelWait();
      drop();
    },
  };
}
export type Xray = ReturnType<typeof createXray>;
