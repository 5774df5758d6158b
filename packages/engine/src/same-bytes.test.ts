import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const main = fileURLToPath(new URL("./testing/simulation/hashes-main.ts", import.meta.url));
const run = (TZ: string, LANG: string) => execFileSync(process.execPath, ["--conditions=@switchyard/source", main], { encoding: "utf8", env: { ...process.env, TZ, LANG } }); // biome-ignore format: one call

it("[E1] the same events give the same bytes in every run, in three time zones", { timeout: 120_000 }, () => {
  const first = run("UTC", "C");
  expect(first.trim().split("\n").length).toBe(20);
  for (const [zone, lang] of [["Asia/Shanghai", "zh_CN.UTF-8"], ["America/New_York", "tr_TR.UTF-8"]] as const) expect(run(zone, lang)).toBe(first); // biome-ignore format: one loop
});
