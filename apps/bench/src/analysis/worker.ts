/** An X-ray in a thread of its own, as the page runs it: in slices, stopped by a message. */
import { parentPort } from "node:worker_threads";
import { analyse, inSlices } from "@switchyard/analysis";
import type { FlowDocument } from "@switchyard/flow";
import { NOW, SETTINGS } from "./workload.ts";

let stopped = false;
parentPort?.on("message", async (message: "stop" | { document: FlowDocument }) => {
  if (message === "stop") {
    stopped = true;
    return;
  }
  stopped = false;
  parentPort?.postMessage("begun");
  const report = await inSlices(analyse([{ id: "f", document: message.document }], { now: NOW, settings: SETTINGS }), {
    now: () => performance.now(),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    stopped: () => stopped,
    progress: () => {},
  });
  parentPort?.postMessage(report === null ? "stopped" : "done");
});
