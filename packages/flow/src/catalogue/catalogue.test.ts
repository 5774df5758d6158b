import { expect, test } from "vitest";
import { nodeSchema } from "../document.ts";
import { nodeCatalogue, nodeSpec } from "./catalogue.ts";
import { portLabel, RESERVED_PORTS } from "./ports.ts";

test("[N1] every kind of the schema is in the catalogue, and what is put on the canvas fits the schema", () => {
  const kinds = nodeSchema.options.map((option) => option.shape.kind.value);
  expect(nodeCatalogue.map((spec) => spec.kind).sort()).toEqual([...kinds].sort());
  for (const spec of nodeCatalogue) {
    const node = spec.create("n1", { x: 8, y: 16 });
    expect(nodeSchema.parse(node)).toEqual(node);
    expect(nodeSpec(spec.kind)).toBe(spec);
  }
});

test("[N2] each kind has a name, a help text and ports in both languages; port ids fit into gate names", () => {
  for (const spec of nodeCatalogue) {
    for (const { zh, en } of [spec.label, spec.help]) {
      expect(zh).toMatch(/[一-鿿]/);
      expect(en).toMatch(/^[A-Z]/);
    }
    for (const port of spec.ports(spec.create("n1", { x: 0, y: 0 }))) {
      expect(port.id).toMatch(/^[a-z0-9_]+$/);
      expect(port.label.zh).not.toBe("");
    }
  }
});

test("[N3] ports follow the settings: cases, shares, a port for missing data, exclusions, a time limit", () => {
  const ports = (kind: Parameters<typeof nodeSpec>[0], more: object): string[] => {
    const spec = nodeSpec(kind);
    const node = nodeSchema.parse({ ...spec.create("n", { x: 0, y: 0 }), ...more });
    return spec
      .ports(node)
      .map((port) => `${port.id}${port.role === "normal" ? "" : ` ${port.role}`}${port.later ? " later" : ""}`);
  };
  const when = { type: "comparison", fact: "brand", operator: "is_empty" };
  const hour = { amount: 1, unit: "hour", clock: "natural" };
  expect(ports("condition", {})).toEqual(["met", "not_met"]);
  expect(ports("condition", { missing: "port" })).toEqual(["met", "not_met", "missing missing"]);
  expect(ports("branch", { cases: [{ id: "a", when }], missing: "port" })).toEqual([
    "a",
    "otherwise otherwise",
    "missing missing",
  ]);
  expect(ports("decision_table", { hit: "first" })).toEqual(["matched", "otherwise otherwise"]);
  expect(ports("decision_table", { hit: "collect" })).toEqual(["matched", "otherwise"]);
  expect(ports("split", {})).toEqual(["a", "b"]);
  expect(ports("merge", {})).toEqual(["joined", "closed later"]);
  expect(ports("merge", { exclude: when })).toEqual(["joined", "excluded", "closed later"]);
  expect(ports("watch", {})).toEqual(["kept later", "breached later"]);
  expect(ports("approval", { timeout: hour })).toEqual(["approved later", "rejected later", "timed_out later"]);
  expect(ports("breaker", {})).toEqual(["opened later", "closed later"]);
  expect(ports("route", {})).toEqual(["next"]);
  expect(ports("note", {})).toEqual([]);
});

test("[N3] a port is called by its name; a case without one by its number", () => {
  const when = { type: "comparison" as const, fact: "brand", operator: "is_empty" as const };
  const node = nodeSchema.parse({
    id: "b",
    position: { x: 0, y: 0 },
    kind: "branch",
    mode: "first",
    missing: "not_met",
    cases: [
      { id: "a", name: "快反", when },
      { id: "c", when },
    ],
  });
  expect(["a", "c", "otherwise", "gone"].map((id) => portLabel(node, id).zh)).toEqual([
    "快反",
    "情况 2",
    "否则",
    "gone",
  ]);
  expect(RESERVED_PORTS).toContain("otherwise");
});
