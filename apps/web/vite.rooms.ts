/// <reference types="node" />
import { join } from "node:path";

interface Graph {
  getModuleInfo(id: string): { importedIds: readonly string[]; dynamicallyImportedIds: readonly string[] } | null;
}

const SRC = join(import.meta.dirname, "src");
const DESIGNER = join(SRC, "designer");
const PAGE = join(DESIGNER, "DesignerPage.tsx");
const CANVAS = join(DESIGNER, "canvas/FlowCanvas.tsx");
const ROUTER = join(SRC, "frame/router.tsx");
/** Whoever shows something of a drawing shows it with these. */
const LIBRARIES = /[\\/]node_modules[\\/](@xyflow|d3-\w+|classcat)[\\/]/;

/** Modules of ours that are reached from some; `later`: also through what is fetched when it is shown. */
function reached(graph: Graph, from: readonly string[], later: boolean): Set<string> {
  const found = new Set<string>();
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id) || !id.startsWith(SRC)) continue;
    found.add(id);
    const info = graph.getModuleInfo(id);
    open.push(...(info?.importedIds ?? []), ...(later ? (info?.dynamicallyImportedIds ?? []) : []));
  }
  return found;
}

function sort(graph: Graph): Map<string, string> {
  const pages = graph.getModuleInfo(ROUTER)?.dynamicallyImportedIds ?? [];
  const others = pages.filter((id) => id !== PAGE).map((id) => reached(graph, [id], true));
  const drawn = new Set(others.filter((page) => page.has(CANVAS)).flatMap((page) => [...page]));
  const shared = new Set(others.flatMap((page) => [...page]));
  const rooms = new Map<string, string>();
  for (const id of reached(graph, [PAGE], false)) {
    // The page itself stays what is asked for.
    if (id === PAGE) continue;
    if (!shared.has(id)) rooms.set(id, "designer");
    else if (drawn.has(id) && id.startsWith(DESIGNER)) rooms.set(id, "drawing");
  }
  return rooms;
}

let rooms: Map<string, string> | undefined;

/** What the designer loads at first is two files of ours: what it alone shows, and what other screens show of a drawing too. */
export function roomOf(id: string, graph: Graph): string | null {
  if (LIBRARIES.test(id)) return "drawing";
  rooms ??= sort(graph);
  return rooms.get(id) ?? null;
}
