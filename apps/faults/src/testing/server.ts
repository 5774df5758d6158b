import { onTestFinished } from "vitest";
import { type ServerOptions, type ServerProcess, startServer } from "../harness/server.ts";

/** A server that does not outlive the test. */
export async function testServer(options: ServerOptions): Promise<ServerProcess> {
  const server = await startServer(options);
  onTestFinished(async () => void (await server.kill()));
  return server;
}
