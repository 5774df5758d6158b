/** Builds the bare React Flow page and serves it with the same drawings. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { nodeSentence } from "@switchyard/flow";
import { build } from "vite";
import { makeDrawing } from "./drawing.ts";

const TYPES: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

export interface Peer {
  /** Address of the page with a drawing of so many nodes. */
  url(size: number): string;
  stop(): void;
}

function drawingJson(size: number): string {
  const { nodes, edges } = makeDrawing(size);
  const cards = nodes.map((node) => ({ id: node.id, position: node.position, label: nodeSentence(node).zh }));
  return JSON.stringify({ nodes: cards, edges });
}

export async function startPeer(): Promise<Peer> {
  const outDir = mkdtempSync(join(tmpdir(), "switchyard-bare-"));
  const root = join(import.meta.dirname, "peer");
  await build({ root, base: "./", logLevel: "error", build: { outDir, emptyOutDir: true, target: "es2023" } });
  const drawings = new Map<string, string>();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/drawing.json") {
      const size = searchParams.get("size") ?? "1000";
      const text = drawings.get(size) ?? drawingJson(Number(size));
      drawings.set(size, text);
      response.setHeader("content-type", "application/json").end(text);
      return;
    }
    const path = join(outDir, normalize(pathname === "/" ? "index.html" : pathname));
    try {
      response.setHeader("content-type", TYPES[extname(path)] ?? "application/octet-stream").end(readFileSync(path));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (size) => `http://127.0.0.1:${port}/?size=${size}`,
    stop() {
      server.closeAllConnections();
      server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
