import { applyOperation, type FlowDocument, type FlowNode, type Operation } from "@switchyard/flow";
import { describe, expect, it } from "vitest";
import { smallFlow } from "../testing/document.ts";
import { clipFromText, clipToText, copyNodes, pasteClip } from "./clipboard.ts";
import { addAfter, connect, freePlace, insertOnEdge, moveNodes, reconnect, removeSelected } from "./commands.ts";
import { connectRefusal, portsOf, refusedTargets } from "./connect.ts";
import { walk } from "./walk.ts";

const USUAL = () => ({ width: 240, height: 96 });

function after(document: FlowDocument, operation: Operation | null | undefined): FlowDocument {
  if (!operation) throw new Error("no operation");
  const result = applyOperation(document, operation);
  if (!result.ok) throw new Error(result.problem.message.en);
  return result.document;
}

describe("connecting", () => {
  const document = smallFlow();
  it.each([
    [{ from: "ask", port: "met", to: "normal" }, null],
    [{ from: "ask", port: "met", to: "fast" }, "twice"],
    [{ from: "ask", port: "nope", to: "normal" }, "no_port"],
    [{ from: "fast", port: "next", to: "ask" }, "cycle"],
    [{ from: "fast", port: "next", to: "fast" }, "self"],
    [{ from: "fast", port: "next", to: "start" }, "no_input"],
    [{ from: "ghost", port: "next", to: "start" }, "unknown"],
  ])("%o gives %s", (line, refusal) => {
    expect(connectRefusal(document, line)).toBe(refusal);
    expect(connect(document, line) === null).toBe(refusal !== null);
  });

  it("names every target that a port's line is refused at", () => {
    for (const node of document.nodes) {
      for (const port of [...portsOf(node).map(({ id }) => id), "nope"]) {
        const refused = document.nodes.filter(({ id }) => connectRefusal(document, { from: node.id, port, to: id }));
        expect(refusedTargets(document, { from: node.id, port })).toEqual(new Set(refused.map(({ id }) => id)));
      }
    }
  });

  it("moves one end of a line in one step", () => {
    const moved = after(document, reconnect(document, "e2", { from: "ask", port: "met", to: "normal" }));
    expect(moved.edges.filter((edge) => edge.port === "met")).toMatchObject([{ to: "normal" }]);
  });
});

describe("adding and removing", () => {
  it("adds after a node, connected from its free port, on a free place", () => {
    const document = smallFlow();
    const added = addAfter(document, "fast", "tag");
    const next = after(document, added?.operation);
    expect(next.edges.at(-1)).toMatchObject({ from: "fast", port: "next", to: added?.id });
    expect(next.nodes.at(-1)?.position).toEqual({ x: 1104, y: 0 });
  });

  it("goes on from what a deadline is for: being late; a port that is asked for comes first", () => {
    const watched = after(smallFlow(), addAfter(smallFlow(), "fast", "watch")?.operation);
    const watch = watched.nodes.at(-1)?.id ?? "";
    expect(after(watched, addAfter(watched, watch, "alert")?.operation).edges.at(-1)).toMatchObject({
      ...{ from: watch, port: "breached" },
    });
    expect(after(watched, addAfter(watched, watch, "tag", "kept")?.operation).edges.at(-1)?.port).toBe("kept");
  });

  it("finds a place that no card covers", () => {
    expect(freePlace(smallFlow(), { x: 737, y: 3 })).toEqual({ x: 736, y: 420 });
  });

  it("inserts on a line and makes room behind it, as one operation", () => {
    const document = smallFlow();
    const added = insertOnEdge(document, "e1", "condition");
    const next = after(document, added?.operation);
    expect(next.edges.some((edge) => edge.id === "e1")).toBe(false);
    expect(next.edges.filter((edge) => edge.to === "ask")).toMatchObject([{ from: added?.id, port: "met" }]);
    expect(next.nodes.find((node) => node.id === "ask")?.position.x).toBe(736);
  });

  it("removes nodes and lines together", () => {
    const document = smallFlow();
    const next = after(document, removeSelected(["fast"], ["e3"]));
    expect(next.edges.map((edge) => edge.id)).toEqual(["e1"]);
    expect(removeSelected([], [])).toBeNull();
  });

  it("says nothing moved when nothing moved", () => {
    expect(moveNodes(smallFlow(), { fast: { x: 736, y: 0 } })).toBeNull();
  });
});

describe("copying", () => {
  it("pastes with new ids and the lines between the copied nodes", async () => {
    const document = smallFlow();
    const clip = await clipFromText(clipToText(copyNodes(document, ["ask", "fast"])));
    if (!clip) throw new Error("no clip");
    const pasted = pasteClip(document, clip, USUAL);
    const next = after(document, pasted.operation);
    expect(next.nodes).toHaveLength(6);
    expect(new Set(next.nodes.map((node) => node.id)).size).toBe(6);
    expect(next.edges.at(-1)).toMatchObject({ from: pasted.ids[0], port: "met", to: pasted.ids[1] });
  });

  it("pastes beside what is there, by the sizes of the cards, and where it was when that is free", () => {
    const sizeOf = (node: FlowNode) => ({ width: 240, height: node.id === "ask" ? 150 : 96 });
    const cross = (a: FlowNode, b: FlowNode) =>
      Math.abs(a.position.x - b.position.x) < 240 &&
      (a.position.y < b.position.y
        ? b.position.y < a.position.y + sizeOf(a).height
        : a.position.y < b.position.y + sizeOf(b).height);
    let document = smallFlow();
    const clip = copyNodes(document, ["ask", "fast"]);
    for (let times = 0; times < 6; times += 1) document = after(document, pasteClip(document, clip, sizeOf).operation);
    expect(document.nodes).toHaveLength(16);
    expect(
      document.nodes.flatMap((one) => document.nodes.filter((other) => one !== other && cross(one, other))),
    ).toEqual([]);
    const cut = after(smallFlow(), { type: "remove_nodes", ids: ["ask", "fast"] });
    const back = after(cut, pasteClip(cut, clip, sizeOf).operation);
    expect(back.nodes.slice(-2).map(({ position }) => position)).toEqual(clip.nodes.map(({ position }) => position));
  });

  it("a card is pasted on a frame, a frame on none", () => {
    const frame = {
      id: "frame",
      kind: "frame",
      position: { x: 300, y: -100 },
      width: 800,
      height: 800,
      text: "",
    } as FlowNode;
    const document = { ...smallFlow(), nodes: [...smallFlow().nodes, frame] };
    const sizeOf = (node: FlowNode) => (node.kind === "frame" ? node : { width: 240, height: 96 });
    const placed = (id: string) =>
      after(document, pasteClip(document, copyNodes(document, [id]), sizeOf).operation).nodes.at(-1)?.position;
    expect(placed("ask")).toEqual({ x: 368, y: 208 });
    expect(placed("frame")).toEqual({ x: 300, y: 732 });
  });

  it("takes along the counters and patterns that the nodes read, under ids that are free there", () => {
    const window = { id: "c1", of: "count", event: "order_received", by: ["brand"], window: { amount: 24, unit: "hour", clock: "natural" } } as const; // biome-ignore format: a counter
    const source = smallFlow();
    const ask = source.nodes.find((node) => node.id === "ask");
    if (ask?.kind !== "condition") throw new Error("no condition");
    const parts = [
      { type: "comparison", fact: "count.c1", operator: "ge", value: 3 },
      { type: "comparison", fact: "note", operator: "matches", value: "p1" },
    ] as const;
    ask.when = { type: "group", match: "all", parts: [...parts] };
    const declaring = {
      ...source,
      windows: [{ ...window, by: [...window.by] }],
      patterns: [{ id: "p1", fact: "note", expression: "gift" }],
    };
    const clip = copyNodes(declaring, ["ask"]);
    const free = after(smallFlow(), pasteClip(smallFlow(), clip, USUAL).operation);
    expect([free.windows, free.patterns]).toEqual([declaring.windows, declaring.patterns]);
    const same = after(declaring, pasteClip(declaring, clip, USUAL).operation);
    expect(same.windows).toHaveLength(1);

    const other = { ...declaring, windows: [{ ...window, by: ["channel"] }], patterns: [{ id: "p1", fact: "note", expression: "x" }] }; // biome-ignore format: a flow
    const moved = after(other, pasteClip(other, clip, USUAL).operation);
    expect(moved.windows.map(({ id }) => id)).toEqual(["c1", "c2"]);
    expect(moved.patterns.map(({ id }) => id)).toEqual(["p1", "p2"]);
    expect(moved.nodes.at(-1)).toMatchObject({ when: { parts: [{ fact: "count.c2" }, { value: "p2" }] } });
  });

  it.each([
    "",
    "hello",
    '{"type":"switchyard/nodes"}',
    '{"type":"switchyard/nodes","nodes":[{"kind":"evil"}],"edges":[]}',
  ])("does not paste %j", async (text) => {
    expect(await clipFromText(text)).toBeNull();
  });
});

describe("walking", () => {
  const document = smallFlow();
  it.each([
    [undefined, "right", "start"],
    ["start", "right", "ask"],
    ["ask", "right", "fast"],
    ["fast", "down", "normal"],
    ["normal", "up", "fast"],
    ["normal", "left", "ask"],
    ["start", "left", null],
  ] as const)("from %s %s to %s", (from, direction, to) => {
    expect(walk(document, from, direction)).toBe(to);
  });
});
