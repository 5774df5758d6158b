import { expect, test } from "vitest";
import { deviceOf } from "./device.ts";

const LIKE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)";
test.each([
  [`${LIKE} Chrome/156.0.0.0 Safari/537.36`, "Chrome · Windows"],
  [`${LIKE} Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0`, "Edge · Windows"],
  [`${LIKE} Chrome/108 Safari/537.36 MicroMessenger/7.0.20 wxwork/4.1`, "WeCom · Windows"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1", "Safari · iPhone"],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"],
  ["curl/8.1", "curl/8.1"],
  ["", ""],
])("%s is told as %s", (agent, said) => {
  expect(deviceOf(agent)).toBe(said);
});
