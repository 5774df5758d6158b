import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { FlowDocument } from "@switchyard/flow";

/** Milliseconds of wall clock from "stop" to the worker's answer, for stops spread over a whole run; fastest first. */
export async function stopTimes(document: FlowDocument, stops: number): Promise<number[]> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { execArgv: process.execArgv });
  const hear = async (): Promise<unknown> => (await once(worker, "message"))[0];
  const run = async (after: number): Promise<number | null> => {
    worker.postMessage({ document });
    await hear();
    const answer = hear();
    const isDone = await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, after, null).unref())]);
    if (isDone !== null) return null;
    const begun = performance.now();
    worker.postMessage("stop");
    return (await answer) === "stopped" ? performance.now() - begun : null;
  };
  const begun = performance.now();
  await run(600_000);
  const whole = performance.now() - begun;
  const times: number[] = [];
  for (let stop = 0; stop < stops; stop += 1) {
    const time = await run((whole * stop) / stops);
    if (time !== null) times.push(time);
  }
  await worker.terminate();
  return times.sort((a, b) => a - b);
}
