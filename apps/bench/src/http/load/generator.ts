/** The load, in a process of its own: `node generator.ts '<plan>'`, prints a LoadResult. */
import { type Connection, openConnection } from "./connection.ts";
import { numberedTexts } from "./numbered-texts.ts";
import type { LoadResult, Plan } from "./plan.ts";

const plan = JSON.parse(process.argv[2] ?? "{}") as Plan;
const { port, path, name, connections, seconds, rate } = plan;

const requestText = numberedTexts(name, (body) => {
  const latin1 = Buffer.from(body, "utf8").toString("latin1");
  return `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${latin1.length}\r\n\r\n${latin1}`;
});

const latencies: number[] = [];
let failed = 0;
let next = 0;
const open: Connection[] = [];
for (let i = 0; i < connections; i += 1) open.push(await openConnection(port, giveUp));
const took = rate === null ? await closedLoop() : await openLoop(rate);
for (const connection of open) connection.close();
latencies.sort((a, b) => a - b);
const at = (share: number) =>
  latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN;
const result: LoadResult = {
  requests: latencies.length,
  seconds: took,
  perSecond: latencies.length / took,
  failed,
  p50: at(0.5),
  p99: at(0.99),
};
console.log(JSON.stringify(result));
process.exit(0);

/** No server under test may drop a connection. */
function giveUp(cause: Error): never {
  console.error(`a connection broke: ${cause.message}`);
  process.exit(1);
}

function closedLoop(): Promise<number> {
  const began = performance.now();
  const ends = began + seconds * 1000;
  let running = open.length;
  return new Promise((resolve) => {
    for (const connection of open) turn(connection);
    function turn(connection: Connection): void {
      const sent = performance.now();
      if (sent >= ends) {
        running -= 1;
        if (running === 0) resolve((performance.now() - began) / 1000);
        return;
      }
      connection.send(requestText(next++), ({ status }) => {
        latencies.push(performance.now() - sent);
        if (status !== 201) failed += 1;
        turn(connection);
      });
    }
  });
}

/** The latency counts from the moment at which a request was due, so that a slow answer is not forgiven by waiting with the next. */
function openLoop(perSecond: number): Promise<number> {
  const began = performance.now();
  const total = Math.floor(perSecond * seconds);
  const idle = [...open];
  const due = (number: number) => began + (number * 1000) / perSecond;
  let answered = 0;
  return new Promise((resolve) => {
    function push(): void {
      for (const now = performance.now(); next < total && due(next) <= now && idle.length > 0; ) {
        const connection = idle.pop();
        if (connection === undefined) return;
        const number = next++;
        connection.send(requestText(number), ({ status }) => {
          latencies.push(performance.now() - due(number));
          if (status !== 201) failed += 1;
          idle.push(connection);
          answered += 1;
          if (answered === total) {
            clearInterval(clock);
            resolve((performance.now() - began) / 1000);
          } else push();
        });
      }
    }
    const clock = setInterval(push, 1);
  });
}
