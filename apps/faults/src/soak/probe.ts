/**
 * Preloaded into the server by the soak only. On SIGUSR2 it collects garbage and says what lives; with SOAK_LEAK it keeps as many
 * bytes of each answer, so that the soak can show that it sees a leak. Nothing in the product knows of it.
 */
import { ServerResponse } from "node:http";

const collect = (globalThis as { gc?: () => void }).gc;
process.on("SIGUSR2", () => {
  collect?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  console.log(`probe ${JSON.stringify({ living: heapUsed + external, rss })}`);
});

const leak = Number(process.env.SOAK_LEAK ?? 0);
if (leak > 0) {
  const kept: string[][] = [];
  const real = ServerResponse.prototype.end;
  ServerResponse.prototype.end = function end(this: ServerResponse, ...given: unknown[]) {
    kept.push(Array.from({ length: leak / 8 }, (_, place) => `${place}`));
    return Reflect.apply(real, this, given) as ServerResponse;
  } as typeof real;
}
