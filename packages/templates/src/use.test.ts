import { compileFlow, type FlowDocument, validateFlow } from "@switchyard/flow";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { documentArbitrary } from "../../flow/src/testing/arbitraries.ts";
import { parseBundle, serialiseBundle } from "./bundle.ts";
import { type Choices, instantiate } from "./instantiate.ts";
import { makeTemplate } from "./make-template.ts";
import { mergeFlows } from "./merge-flows.ts";
import { valueAt } from "./places.ts";
import type { Template } from "./template.ts";
import { garmentFlow, garmentInput } from "./testing/garment.ts";

const made = (): Template => {
  const result = makeTemplate(garmentInput());
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.template;
};
const mapping = {
  fields: {},
  destinations: { line_1: "d-rapid", line_2: "d-normal" },
  people: { person_1: "boss" },
  endpoints: {},
};
const choose = (more: Partial<Choices> = {}): Choices => ({
  brands: ["南亭里"],
  mapping,
  values: { prefix: "KX", days: 2 },
  ...more,
});
const flowOf = (template: Template, choices: Choices): FlowDocument => {
  const result = instantiate(template, choices);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.document;
};

describe("using a template", () => {
  test("[U1] gives a flow of the brand with its values, in the workspace's names", () => {
    const document = flowOf(made(), choose({ name: "南亭里快反" }));
    expect(document).toMatchObject({ name: "南亭里快反", brands: ["南亭里"], description: "FJ 款三天内交货走快反线" });
    expect(valueAt(document, "/nodes/fj/when/parts/0/value")).toBe("KX");
    expect(valueAt(document, "/nodes/fj/when/parts/1/value")).toBe(2);
    expect(valueAt(document, "/nodes/rapid/destination")).toBe("d-rapid");
    expect(valueAt(document, "/nodes/tell/to")).toEqual(["boss"]);
    expect(validateFlow(document, { destinations: ["d-rapid", "d-normal"], people: ["boss"] })).toEqual([]);
    expect(compileFlow(document, { flow: "f", version: 1 }).ok).toBe(true);
  });

  test("[U1] a brand may send its orders elsewhere", () => {
    const document = flowOf(made(), choose({ values: { prefix: "KX", line: "d-other" } }));
    expect(valueAt(document, "/nodes/rapid/destination")).toBe("d-other");
    expect(valueAt(document, "/nodes/normal/destination")).toBe("d-normal");
  });

  test.each<[string, Partial<Choices>, string, string]>([
    ["what is required and has no default", { values: {} }, "/values/prefix", "请填写「款号前缀」"],
    ["a value of another type", { values: { prefix: "KX", days: 2.5 } }, "/values/days", "整天数"],
    ["a value out of bounds", { values: { prefix: "KX", days: 31 } }, "/values/days", "不能大于 30"],
    ["a parameter that there is none of", { values: { prefix: "KX", speed: 1 } }, "/values/speed", "没有参数"],
    ["a destination that is not mapped", { mapping: { ...mapping, destinations: { line_1: "d" } } }, "/mapping/destinations/line_2", "「常规线」"],
    ["an inherited name", { mapping: { ...mapping, people: Object.create({ person_1: "x" }) } }, "/mapping/people/person_1", "「主管」"],
  ])("[U2] %s is asked for in a sentence", (_, more, pointer, said) => {
    const result = instantiate(made(), choose(more));
    expect(result).toMatchObject({ ok: false, problems: [{ pointer, message: { zh: expect.stringContaining(said) } }] });
  }); // biome-ignore format: a table

  test("[U3] the share of a split that is a parameter leaves the rest to the other part", () => {
    const document = garmentFlow();
    document.nodes.push({
      id: "ab",
      kind: "split",
      by: "order",
      position: { x: 0, y: 0 },
      parts: [
        { id: "new", percent: 5 },
        { id: "old", percent: 95 },
      ],
    });
    document.edges.push({ id: "e9", from: "in", port: "next", to: "ab" });
    const parameters = [
      {
        id: "trial",
        label: { zh: "试点", en: "Trial" },
        required: false,
        keepDefault: true,
        places: ["/nodes/ab/parts/0/percent"],
      },
    ];
    const trial = makeTemplate({ ...garmentInput(), document, parameters });
    if (!trial.ok) throw new Error(JSON.stringify(trial.problems));
    const used = flowOf(trial.template, choose({ values: { trial: 12.5 } }));
    expect(valueAt(used, "/nodes/ab/parts")).toEqual([
      { id: "new", percent: 12.5 },
      { id: "old", percent: 87.5 },
    ]);
  });
});

describe("upgrading", () => {
  const release = (change: (document: FlowDocument) => void): Template => {
    const input = garmentInput();
    change(input.document);
    const result = makeTemplate({ ...input, version: 2 });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    return result.template;
  };
  const base = () => flowOf(made(), choose());
  const node = <T extends FlowDocument["nodes"][number]["kind"]>(document: FlowDocument, id: string, kind: T) => {
    const found = document.nodes.find((one) => one.id === id);
    if (found?.kind !== kind) throw new Error(`no ${kind} ${id}`);
    return found as Extract<FlowDocument["nodes"][number], { kind: T }>;
  };

  test("[M1] what only the template changed is taken, what only the brand changed stays", () => {
    const theirs = release((document) => {
      node(document, "tell", "alert").level = 2;
      document.nodes.push({ id: "mark", kind: "tag", tag: "快反", position: { x: 600, y: 120 } });
      document.edges.push({ id: "e8", from: "fj", port: "met", to: "mark" });
    });
    const ours = base();
    ours.name = "自己的名字";
    node(ours, "tell", "alert").text = "我们自己的话";
    ours.nodes.push({ id: "own", kind: "tag", tag: "自有", position: { x: 0, y: 9 } });
    ours.edges.push({ id: "e8", from: "fj", port: "not_met", to: "own" });
    const { document, conflicts } = mergeFlows({ base: base(), ours, theirs: flowOf(theirs, choose()) });
    expect(conflicts).toEqual([]);
    expect(document).toMatchObject({ name: "自己的名字", brands: ["南亭里"] });
    expect(node(document, "tell", "alert")).toMatchObject({ level: 2, text: "我们自己的话" });
    expect(document.nodes.map(({ id }) => id).sort()).toEqual(["fj", "in", "mark", "normal", "own", "rapid", "tell"]);
    expect(document.edges.map(({ from, to }) => `${from}→${to}`)).toEqual(
      expect.arrayContaining(["fj→mark", "fj→own"]),
    );
    expect(new Set(document.edges.map(({ id }) => id)).size).toBe(document.edges.length);
    expect(validateFlow(document)).toEqual([]);
  });

  test("[M2] what both changed is a conflict, said as a sentence; the brand's own stays unless the other is chosen", () => {
    const theirs = release((document) => {
      node(document, "tell", "alert").text = "新版的话";
    });
    const ours = base();
    node(ours, "tell", "alert").text = "我们自己的话";
    const three = { base: base(), ours, theirs: flowOf(theirs, choose()) };
    const kept = mergeFlows(three);
    expect(kept.conflicts).toMatchObject([{ id: "nodes/tell/text", node: "tell", taken: "ours" }]);
    expect(kept.conflicts[0]?.sentence.zh).toMatch(
      /快反.*本品牌改成了.*我们自己的话.*新版模板改成了.*新版的话.*保留本品牌的/,
    );
    expect(node(kept.document, "tell", "alert").text).toBe("我们自己的话");
    const taken = mergeFlows({ ...three, take: new Set(["nodes/tell/text"]) });
    expect(node(taken.document, "tell", "alert").text).toBe("新版的话");
    expect(taken.conflicts).toMatchObject([{ taken: "theirs" }]);
  });

  test("[M2] a node that the brand changed and the template deleted stays, and is said", () => {
    const theirs = release((document) => {
      document.nodes = document.nodes.filter(({ id }) => id !== "tell");
      document.edges = document.edges.filter(({ to }) => to !== "tell");
    });
    const ours = base();
    node(ours, "tell", "alert").level = 4;
    const { document, conflicts } = mergeFlows({ base: base(), ours, theirs: flowOf(theirs, choose()) });
    expect(conflicts).toMatchObject([{ id: "nodes/tell", theirs: null }]);
    expect(conflicts[0]?.sentence.zh).toContain("（已删除）");
    expect(document.nodes.some(({ id }) => id === "tell")).toBe(true);
  });

  test("[M3] a card that the brand moved stays where it is, without a conflict", () => {
    const theirs = release((document) => {
      node(document, "tell", "alert").position = { x: 1, y: 1 };
    });
    const ours = base();
    node(ours, "tell", "alert").position = { x: 2, y: 2 };
    const { document, conflicts } = mergeFlows({ base: base(), ours, theirs: flowOf(theirs, choose()) });
    expect(conflicts).toEqual([]);
    expect(node(document, "tell", "alert").position).toEqual({ x: 2, y: 2 });
  });

  test("[M4] without changes on one side the merge is the other side, for any flows", () => {
    fc.assert(
      fc.property(documentArbitrary, documentArbitrary, (a, b) => {
        const same = (one: FlowDocument, other: FlowDocument) =>
          expect({ ...one, edges: edgesOf(one), nodes: byId(one) }).toEqual({
            ...other,
            edges: edgesOf(other),
            nodes: byId(other),
          });
        same(mergeFlows({ base: a, ours: a, theirs: b }).document, b);
        same(mergeFlows({ base: a, ours: b, theirs: a }).document, b);
        same(mergeFlows({ base: a, ours: b, theirs: b }).document, b);
      }),
      { numRuns: 100 },
    );
  });
  const edgesOf = ({ edges }: FlowDocument) => edges.map(({ from, port, to }) => `${from} ${port} ${to}`).sort();
  const byId = ({ nodes }: FlowDocument) => [...nodes].sort((x, y) => (x.id < y.id ? -1 : 1));
});

describe("a bundle", () => {
  test("[B1] holds a brand's flows with their values, byte for byte the same after import and export", () => {
    const bundle = {
      name: { zh: "南亭里", en: "Nanting" },
      flows: [{ name: "快反", template: made(), values: { prefix: "KX" } }],
    };
    const text = serialiseBundle(bundle);
    const read = parseBundle(text);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(read.bundle).toEqual(bundle);
    expect(serialiseBundle(read.bundle)).toBe(text);
  });

  test("[B2] one bad template refuses the whole bundle, with where", () => {
    const text = serialiseBundle({
      name: { zh: "x", en: "x" },
      flows: [{ name: "快反", template: made(), values: {} }],
    });
    expect(parseBundle(text.replaceAll("快反派线", "慢反派线"))).toMatchObject({ ok: false });
    expect(parseBundle("{}")).toMatchObject({ ok: false, problems: [{ code: "not_this_format" }] });
    const newer = text.replace('"formatVersion": 1', '"formatVersion": 7');
    expect(parseBundle(newer)).toMatchObject({ ok: false, problems: [{ code: "newer_format" }] });
  });
});
