/** Long work of a recall: finding all that match, and giving orders to the other version. One at a time, each can be ended. */
import { useEffect, useRef, useState } from "react";
import { allMatching, applyRecall, type RecallEnd, type RecallQuery } from "./recall-api.ts";

interface Progress {
  done: number;
  /** 0: nobody knows. */
  of: number;
}
export interface RecallWork {
  progress: Progress | null;
  isBusy: boolean;
  error: unknown;
  result: RecallEnd | null;
  findAll(): void;
  apply(orders: readonly string[]): void;
  cancel(): void;
}

export function useRecall(
  flow: string,
  query: RecallQuery,
  hooks: { onFound: (orders: string[]) => void; onDone: (left: string[]) => void },
): RecallWork {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [result, setResult] = useState<RecallEnd | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function work(of: number, task: (told: (done: number) => void, signal: AbortSignal) => Promise<void>) {
    const controller = new AbortController();
    running.current = controller;
    setError(null);
    setResult(null);
    setProgress({ done: 0, of });
    try {
      await task((done) => setProgress({ done, of }), controller.signal);
    } catch (cause) {
      if (!controller.signal.aborted) setError(cause);
    }
    running.current = null;
    setProgress(null);
  }
  return {
    progress,
    isBusy: progress !== null,
    error,
    result,
    findAll: () => void work(0, async (told, signal) => hooks.onFound(await allMatching(flow, query, told, signal))),
    apply(orders) {
      const { from, to } = query;
      if (to === "draft") return;
      void work(orders.length, async (told, signal) => {
        const end = await applyRecall(flow, { from, to, orders }, told, signal);
        setResult(end);
        setError(end.failure);
        hooks.onDone(end.left);
      });
    },
    cancel: () => running.current?.abort(),
  };
}
