import type { Port } from "./xray.ts";

export const openWorker = (): Port =>
  new Worker(new URL("./xray-worker.ts", import.meta.url), { type: "module", name: "xray" }) as unknown as Port;
