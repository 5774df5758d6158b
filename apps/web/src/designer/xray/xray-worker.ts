/** The X-ray's own thread. It looks at one subject at a time; a newer one, or "stop", ends the one before. */
import { Looker } from "./look.ts";
import type { FromWorker, ToWorker } from "./protocol.ts";

const looker = new Looker();
let current = 0;

const say = (message: FromWorker) => postMessage(message);

/** A turn of the event loop; timers would wait 4 ms. */
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();
const breathe = () =>
  new Promise<void>((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });

async function look({ run, subject }: Extract<ToWorker, { type: "look" }>): Promise<void> {
  current = run;
  try {
    const report = await looker.look(subject, {
      now: () => performance.now(),
      breathe,
      stopped: () => current !== run,
      progress: (progress) => say({ type: "progress", run, progress }),
    });
    say(report === null ? { type: "stopped", run } : { type: "done", run, report });
  } catch (cause) {
    say({ type: "failed", run, reason: cause instanceof Error ? cause.message : String(cause) });
  }
}

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === "look") void look(data);
  else if (data.run === current) current = 0;
});
