/** A server process whose webhooks go to a port of this machine: `serve-to-vendors.ts <data folder> <vendor's port>`. */
import { join } from "node:path";
import { guardedRequest } from "@switchyard/connectors";
import { openLog } from "../log.ts";
import { listen } from "../runtime/listen.ts";
import { startRuntime } from "../runtime/start.ts";

const [folder = "", port = ""] = process.argv.slice(2);
const local = `http://127.0.0.1:${port}/`;
const runtime = await startRuntime({
  dataDir: folder,
  webDir: join(folder, "web"),
  examplesDir: join(folder, "none"),
  log: openLog("error"),
  outgoing: { request: (input) => guardedRequest({ ...input, url: local }, { loopback: { ports: [Number(port)] } }) },
});
const server = await listen(runtime, { host: "127.0.0.1", port: 0 });
console.log(`open http://127.0.0.1:${server.port}`);
