import type { FlowDocument, FlowNode } from "@switchyard/flow";
import { DEFAULT_SETTINGS } from "@switchyard/orders";
import { describe, expect, it } from "vitest";
import { Looker } from "./look.ts";
import type { Subject } from "./protocol.ts";
import { tryOutOf, witnessFields, witnessLines } from "./witness.ts";

const at = { x: 0, y: 0 };
const start: FlowNode = { id: "in", kind: "order_received", position: at };
const route = (id: string, destination: string): FlowNode => ({ id, kind: "route", destination, position: at });
const fj: FlowNode = {
  id: "fj", kind: "condition", position: at, missing: "not_met",
  when: { type: "comparison", fact: "style_code", operator: "starts_with", value: "FJ" },
}; // biome-ignore format: a node
function flow(name: string, nodes: FlowNode[], edges: string[], brands: string[] = []): FlowDocument {
  const made = edges.map((text, index) => {
    const [from = "", port = "", to = ""] = text.split(/[:→]/);
    return { id: `e${index}`, from, port, to };
  });
  return { formatVersion: 1, name, brands, windows: [], patterns: [], nodes, edges: made };
}
const draft = flow(
  "甲",
  [start, fj, route("a", "rapid"), route("b", "normal")],
  ["in:next→fj", "fj:met→a", "fj:not_met→b"],
);
const subject = (more: Partial<Subject> = {}): Subject => ({
  flow: "f", document: draft, live: null, now: Date.UTC(2026, 2, 2), settings: DEFAULT_SETTINGS, people: [], published: [], order: ["f"], sources: [],
  destinations: [{ id: "rapid", name: "快反线" }, { id: "normal", name: "常规线" }], ...more,
}); // biome-ignore format: a record
const calm = { now: () => 0, breathe: async () => {}, stopped: () => false, progress: () => {} };

describe("one look", () => {
  it("finds what another published flow decides otherwise, and names it; flows of other brands are left out", async () => {
    const other = flow("乙", [start, route("c", "normal")], ["in:next→c"], ["南亭里"]);
    const published = [{ id: "g", version: 3, document: other }];
    const report = await new Looker().look(subject({ published, order: ["g", "f"] }), calm);
    const conflict = report?.findings.find(({ code }) => code === "conflict_across_flows");
    expect(conflict).toMatchObject({ flows: ["g", "f"], witness: { order: { brand: "南亭里" } } });
    expect(conflict?.message.zh).toContain("乙·派到 常规线");
    const apart = await new Looker().look(
      subject({ published, order: ["g", "f"], document: { ...draft, brands: ["青禾记"] } }),
      calm,
    );
    expect(apart?.findings.filter(({ kind }) => kind === "conflict")).toEqual([]);
  });

  it("tells which orders a draft would change, with one that shows it", async () => {
    const live = { ...draft, edges: draft.edges.map((edge) => (edge.port === "met" ? { ...edge, to: "b" } : edge)) };
    const report = await new Looker().look(subject({ live }), calm);
    const change = report?.findings.find(({ kind }) => kind === "change");
    expect(change?.message.zh).toContain("由 常规线 变为 快反线");
    if (!change?.witness) throw new Error("no witness");
    expect(witnessFields(change.witness, []).map(({ name, value }) => `${name} ${value.slice(0, 2)}`)).toContain(
      "style_code FJ",
    );
    expect(witnessLines(change.witness).lines).toBeGreaterThanOrEqual(0);
    expect(tryOutOf(change.witness).request).toMatchObject({ at: change.witness.at, beside: true });
  });

  it("a fact that no source fills is told from the workspace's figures", async () => {
    const report = await new Looker().look(
      subject({ sources: [{ source: "erp", orders: 80, filled: { brand: 80 } }] }),
      calm,
    );
    expect(report?.findings.filter(({ kind }) => kind === "unfilled").map(({ places }) => places[0]?.node)).toEqual([
      "fj",
    ]);
  });

  it("stops between two slices", async () => {
    let clock = 0;
    const paced = { ...calm, now: () => (clock += 20), stopped: () => clock > 100 };
    expect(await new Looker().look(subject(), paced)).toBeNull();
  });
});
