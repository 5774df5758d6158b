import type { FlowDocument } from "@switchyard/flow";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { documentArbitrary } from "../../flow/src/testing/arbitraries.ts";
import { checksumOf } from "./canonical.ts";
import { makeTemplate } from "./make-template.ts";
import { pickableValues } from "./pickable.ts";
import { privateFindings } from "./private-findings.ts";
import { parseTemplate, readTemplate } from "./read-template.ts";
import type { Template } from "./template.ts";
import { garmentFlow, garmentInput } from "./testing/garment.ts";
import { serialiseTemplate, templateContent } from "./write-template.ts";

/** CI's heavy suites take more of them. */
const FLOWS = process.env.SWITCHYARD_HEAVY ? 1000 : 250;

const made = (): Template => {
  const result = makeTemplate(garmentInput());
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.template;
};
// biome-ignore lint/suspicious/noExplicitAny: hostile content has no type
type Hostile = any;
/** The file after a change by hand, with a checksum that fits again. */
function tampered(change: (content: Hostile) => void): unknown {
  const content = JSON.parse(JSON.stringify(templateContent(made())));
  change(content);
  return { ...content, checksum: checksumOf(content) };
}
const codes = (input: unknown): string[] => {
  const read = readTemplate(input);
  return read.ok ? [] : read.problems.map(({ code }) => code);
};

describe("a file", () => {
  test(`[F1] ${FLOWS} generated flows: export, import, export gives the same bytes and the same template`, () => {
    let parameters = 0;
    fc.assert(
      fc.property(documentArbitrary, fc.nat(), (document, salt) => {
        const picks = pickableValues(document as FlowDocument).filter((_, at) => (at + salt) % 3 === 0);
        parameters += picks.length;
        const result = makeTemplate({
          ...garmentInput(),
          document,
          parameters: picks.map(({ place, label }, at) => ({
            id: `p${at}`,
            label: { zh: label.zh.slice(0, 200), en: label.en.slice(0, 200) },
            required: at % 2 === 0,
            keepDefault: true,
            places: [place],
          })),
        });
        if (!result.ok) throw new Error(JSON.stringify(result.problems));
        const text = serialiseTemplate(result.template);
        const read = parseTemplate(text);
        if (!read.ok) throw new Error(JSON.stringify(read.problems));
        expect(serialiseTemplate(read.template)).toBe(text);
        expect(read.template.document.nodes.length).toBe(document.nodes.length);
      }),
      { numRuns: FLOWS, seed: 20261122 },
    );
    expect(parameters).toBeGreaterThan(FLOWS);
  });

  test("[F2] is read by people: keys in order, layout apart, short values on one line", () => {
    const text = serialiseTemplate(made());
    expect(Object.keys(JSON.parse(text))).toEqual([
      "format", "formatVersion", "id", "version", "name", "description", "parameters", "needs", "golden", "flow", "layout",
      "checksum",
    ]); // biome-ignore format: a word list
    expect(text).toContain('      { "from": "in", "id": "e1", "port": "next", "to": "fj" },\n');
    expect(text).toContain('"fj": [300, 0]');
    expect(text).not.toContain("position");
    expect(text.endsWith("}\n")).toBe(true);
  });

  test("[F2] a moved card changes the layout only", () => {
    const input = garmentInput();
    const [first] = input.document.nodes;
    if (first !== undefined) first.position = { x: 7, y: 7 };
    const moved = makeTemplate(input);
    if (!moved.ok) throw new Error("not made");
    const before = serialiseTemplate(made()).split("\n");
    const changed = serialiseTemplate(moved.template)
      .split("\n")
      .filter((line, at) => line !== before[at]);
    expect(changed.map((line) => line.trim().split(" ")[0])).toEqual(['"layout":', '"checksum":']);
  });

  test("[F3] nothing of the workspace is in it: no ids, no names of people, no brand", () => {
    const text = serialiseTemplate(made());
    for (const own of ["dest_7Qx1", "dest_9Zk2", "u_42", "王建国", "青禾记"]) expect(text).not.toContain(own);
    expect(made().needs.destinations.map(({ name }) => name.zh)).toEqual(["快反线", "常规线"]);
    expect(made().needs.people).toEqual([
      { id: "person_1", name: { zh: "主管", en: "Supervisor" }, role: "supervisor" },
    ]);
  });

  test("[F3] a parameter without a default does not say what stood there", () => {
    expect(made().parameters.find(({ id }) => id === "prefix")).not.toHaveProperty("default");
    expect(JSON.stringify(templateContent(made()).flow)).not.toContain("FJ");
  });

  test.each([
    ["a mobile number in a text", "请致电 13800138000", "personal"],
    ["an e-mail address", "写信给 a.b@example.com", "personal"],
    ["a webhook address with its key", "https://qyapi.example/send?key=abcdef123456", "secret"],
    ["a token", "Bearer abcdefghijkl", "secret"],
  ])("[F4] %s keeps a template from being made", (_, said, code) => {
    const input = garmentInput();
    const tell = input.document.nodes.find(({ id }) => id === "tell");
    if (tell?.kind === "alert") tell.text = said;
    expect(makeTemplate(input)).toMatchObject({ ok: false, problems: [{ code, pointer: "/flow/nodes/tell/text" }] });
  });

  test.each(["a", "a@", "a.", "http://a:", "Bearer  "])("[F4] a long text of %j is looked through once", (part) => {
    const zh = part.repeat(400_000);
    expect(privateFindings({ ...made(), description: { zh, en: "x" } })).toEqual([]);
  });

  test("[F4] a condition on one customer must be left open", () => {
    const input = garmentInput();
    const fj = input.document.nodes.find(({ id }) => id === "fj");
    if (fj?.kind === "condition")
      fj.when = {
        type: "group",
        match: "all",
        parts: [{ type: "comparison", fact: "customer_id", operator: "is", value: "C-88" }],
      };
    const wanted = {
      id: "vip",
      label: { zh: "大客户", en: "Key account" },
      required: true,
      places: ["/nodes/fj/when/parts/0/value"],
    };
    const make = (keepDefault: boolean) => makeTemplate({ ...input, parameters: [{ ...wanted, keepDefault }] });
    expect(make(true)).toMatchObject({ ok: false, problems: [{ code: "customer" }] });
    const open = make(false);
    expect(open.ok).toBe(true);
    if (open.ok) expect(serialiseTemplate(open.template)).not.toContain("C-88");
  });
});

describe("refused, with where and why", () => {
  test("[F5] a newer format, with what to do", () => {
    const newer = { ...templateContent(made()), formatVersion: 2, checksum: "sha256:0" };
    const read = readTemplate(newer);
    expect(read).toMatchObject({ ok: false, problems: [{ code: "newer_format", pointer: "/formatVersion" }] });
    if (!read.ok) expect(read.problems[0]?.message.zh).toContain("请先升级系统");
  });

  test("[F6] an older one is brought up to date: a bare flow becomes a template without parameters", () => {
    const read = readTemplate(garmentFlow());
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(read.template).toMatchObject({ name: { zh: "快反派线" }, parameters: [], document: { brands: [] } });
    expect(read.template.needs.destinations).toHaveLength(2);
    expect(JSON.stringify(read.template)).not.toContain("dest_7Qx1");
    expect(parseTemplate(serialiseTemplate(read.template))).toEqual(read);
  });

  test("[F7] a node of an unknown kind is named", () => {
    const read = readTemplate(
      tampered(({ flow }) => {
        Object.assign(flow.nodes[0] ?? {}, { kind: "teleport" });
      }),
    );
    expect(read).toMatchObject({ ok: false, problems: [{ pointer: "/flow/nodes/0/kind" }] });
    if (!read.ok) expect(read.problems[0]?.message.en).toContain("Node in is of the unknown kind teleport");
  });

  test("[F8] one changed letter does not fit the checksum", () => {
    expect(parseTemplate(serialiseTemplate(made()).replace("快反派线", "快反派綫"))).toMatchObject({
      ok: false,
      problems: [{ code: "checksum" }],
    });
    expect(parseTemplate(serialiseTemplate(made()).slice(0, 900))).toMatchObject({ problems: [{ code: "not_json" }] });
  });

  const hostile: [string, string, (content: Hostile) => void][] = [
    ["a duplicate node", "duplicate_id", ({ flow }) => flow.nodes.push({ ...flow.nodes[0] })],
    ["a duplicate parameter", "duplicate_id", ({ parameters }) => parameters.push({ ...parameters[0], places: ["/nodes/in/kind"] })],
    ["a duplicate destination", "duplicate_id", ({ needs }) => needs.destinations.push(needs.destinations[0])],
    ["two parameters in one place", "duplicate_place", ({ parameters }) => parameters.push({ ...parameters[0], id: "other" })],
    ["a destination of another workspace", "foreign_id", ({ flow }) => { flow.nodes[2].destination = "dest_7Qx1"; }],
    ["a person of another workspace", "foreign_id", ({ flow }) => { flow.nodes[3].to = ["u_42"]; }],
    ["a sub-flow of another workspace", "foreign_id", ({ flow, layout }) => { flow.nodes.push({ id: "s", kind: "subflow", flow: "flow_1" }); layout.s = [0, 0]; flow.edges.push({ id: "e9", from: "in", port: "next", to: "s" }); }],
    ["a field that nobody declared", "foreign_id", ({ flow }) => { flow.nodes[1].when.parts[0].fact = "custom.secret"; }],
    ["a place that is not there", "no_place", ({ parameters }) => { parameters[0].places = ["/nodes/fj/when/parts/7/value"]; }],
    ["a place that reaches for a prototype", "no_place", ({ parameters }) => { parameters[0].places = ["/nodes/fj/constructor/name"]; }],
    ["a default that differs from the drawing", "default_differs", ({ parameters }) => { parameters[0].default = 4; }],
    ["a default out of bounds", "default_unfit", ({ parameters }) => { parameters[0].default = 99; }],
    ["a text where a number stands", "invalid_type", ({ parameters }) => { parameters[0].default = "3"; }],
    ["a card without a place", "no_layout", ({ layout }) => { delete layout.in; }],
    ["a place without a card", "no_such_node", ({ layout }) => { layout.ghost = [0, 0]; }],
    ["a position in the drawing", "unrecognized_keys", ({ flow }) => { flow.nodes[0].position = { x: 0, y: 0 }; }],
    ["a key that nobody knows", "unrecognized_keys", (content) => { content.secret = "x"; }],
    ["brands", "unrecognized_keys", ({ flow }) => { flow.brands = ["x"]; }],
    ["a cycle", "cycle", ({ flow }) => flow.edges.push({ id: "e9", from: "rapid", port: "next", to: "fj" })],
    ["an invisible mark in a name", "custom", ({ name }) => { name.zh = "快反\u202e线"; }],
    ["a name of two megabytes", "too_big", ({ name }) => { name.zh = "a".repeat(2_000_000); }],
    ["a reserved word as an id", "custom", ({ flow }) => { flow.nodes[0].id = "constructor"; }],
    ["5,001 cards", "too_big", ({ flow }) => { flow.nodes = Array.from({ length: 5001 }, (_, at) => ({ id: `n${at}`, kind: "release" })); }],
  ]; // biome-ignore format: a table
  test.each(hostile)("[F9] %s: %s", (_, code, change) => {
    expect(codes(tampered(change))).toContain(code);
  });

  test.each([
    ["__proto__", '{"format":"switchyard-template","formatVersion":1,"__proto__":{"polluted":true}}', "forbidden_key"],
    [
      "constructor",
      '{"format":"switchyard-template","formatVersion":1,"flow":{"constructor":{"prototype":1}}}',
      "forbidden_key",
    ],
    [
      "70 levels",
      `{"format":"switchyard-template","formatVersion":1,"flow":${'{"a":'.repeat(70)}1${"}".repeat(70)}}`,
      "too_deep",
    ],
    ["100,000 levels", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, "too_deep"],
    [
      "300,000 values",
      `{"format":"switchyard-template","formatVersion":1,"golden":[${"{},".repeat(300_000)}{}]}`,
      "too_many_values",
    ],
    ["9 MB", `{"a":"${"x".repeat(9_000_000)}"}`, "too_large"],
    ["a list", "[]", "not_this_format"],
    ["nothing", "null", "not_this_format"],
    ["another format", '{"format":"excel","formatVersion":1}', "not_this_format"],
  ])("[F9] %s", (_, text, code) => {
    const read = parseTemplate(text);
    expect(read.ok ? [] : read.problems.map((one) => one.code)).toContain(code);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("[F10] mark-up in a name is text: it comes out as it went in", () => {
    const said = '<img src=x onerror=alert(1)>"&\\';
    const input = garmentInput();
    const result = makeTemplate({ ...input, name: { zh: said, en: said } });
    if (!result.ok) throw new Error("not made");
    const read = parseTemplate(serialiseTemplate(result.template));
    expect(read).toMatchObject({ ok: true, template: { name: { zh: said } } });
  });

  test("[F9] whatever JSON comes, the answer is a list of problems", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.jsonValue(), (a, b) => {
        for (const input of [
          a,
          { format: "switchyard-template", formatVersion: 1, flow: a, needs: b },
          { nodes: a, formatVersion: 1 },
        ]) {
          const read = readTemplate(input);
          expect(read.ok || read.problems.length > 0).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
