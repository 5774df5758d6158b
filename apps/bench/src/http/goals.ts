/** What `pnpm bench:http` holds us to: ratios in one run on one machine, and figures a person feels. */
export const GOALS = {
  ofBareHono: 0.6,
  ofNodeRed: 10,
  ofJsonRules: 6,
  bulkOfRaw: 0.45,
  /** Milliseconds at half of saturation, open loop. */
  p99: 15,
  coldSeconds: 1.0,
  idleMegabytes: 120,
  loadedMegabytes: 300,
  /** Processor time of the server an order, beside bare Hono's. */
  cpuOfBareHono: 1.8,
} as const;
