/** Node-RED as a process: `NODE_RED` names where it is installed, `DATA_DIR` an empty folder, `SAVING` how its flow saves. */
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { nodeRedFlow } from "./node-red-flow.ts";
import { makeFlatFile, openPeerStore } from "./store.ts";

interface NodeRed {
  init(server: unknown, settings: object): void;
  start(): Promise<void>;
  httpNode: (request: unknown, response: unknown) => void;
}
const installed = createRequire(join(process.env.NODE_RED ?? ".", "package.json"));
const red = installed("node-red") as NodeRed;
const folder = process.env.DATA_DIR ?? ".";
const isVisual = process.env.SAVING === "visual";
const file = join(folder, "red.db");
if (isVisual) makeFlatFile(file);
writeFileSync(join(folder, "flows.json"), JSON.stringify(nodeRedFlow(isVisual ? "visual" : "function", file)));

const server = createServer((request, response) => red.httpNode(request, response));
red.init(server, {
  userDir: folder,
  flowFile: "flows.json",
  httpAdminRoot: false,
  httpNodeRoot: "/",
  telemetry: { enabled: false },
  // The editor's bulk of palette nodes stays, as in a usual installation; the log does not.
  logging: { console: { level: "off" } },
  functionGlobalContext: isVisual ? {} : { store: openPeerStore(folder) },
});
await red.start();
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(`listening on ${typeof address === "object" ? address?.port : ""}`);
});
