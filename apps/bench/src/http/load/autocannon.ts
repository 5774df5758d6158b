/** The load by autocannon, in a process of its own: `node autocannon.ts '<plan>'`, prints a LoadResult. Closed loop only. */
import autocannon from "autocannon";
import { numberedTexts } from "./numbered-texts.ts";
import type { LoadResult, Plan } from "./plan.ts";

const { port, path, name, connections, seconds } = JSON.parse(process.argv[2] ?? "{}") as Plan;
const body = numberedTexts(name);
let next = 0;

const { requests, latency, duration, errors, statusCodeStats } = await autocannon({
  url: `http://127.0.0.1:${port}`,
  connections,
  duration: seconds,
  requests: [
    {
      method: "POST",
      path,
      headers: { "content-type": "application/json" },
      setupRequest: (request) => ({ ...request, body: body(next++) }),
    },
  ],
});
const created = (statusCodeStats as Record<string, { count?: number }> | undefined)?.["201"]?.count ?? 0;
const result: LoadResult = {
  requests: requests.total,
  seconds: duration,
  perSecond: requests.total / duration,
  // A number that was sent twice would be answered by 200, or refused.
  failed: requests.total - created + errors,
  p50: latency.p50,
  p99: latency.p99,
};
console.log(JSON.stringify(result));
process.exit(0);
