import { join } from "node:path";
import type { FlowDocument } from "@switchyard/flow";
import Database from "better-sqlite3";
import { describe, expect, onTestFinished, test } from "vitest";
import { fjFlow, type House, openHouse, order } from "../testing/harness.ts";

const T = "/api/v1/templates";
const F = "/api/v1/flows";
const zh = (name: string) => ({ zh: name, en: name });

async function made(house: House, change: (document: FlowDocument) => void = () => {}, more: object[] = []) {
  const document = structuredClone(fjFlow());
  change(document);
  const flow = await house.send("POST", F, { name: document.name, document });
  const parameters = [
    { id: "prefix", label: zh("款号前缀"), required: true, keepDefault: true, places: ["/nodes/fj/when/value"] },
    { id: "line", label: zh("快反线"), required: false, keepDefault: true, places: ["/nodes/rapid/destination"] },
    ...more,
  ];
  const body = { flow: flow.body.id, id: "rapid", name: zh("快反"), description: zh("快反派线"), parameters };
  return await house.send("POST", T, body);
}
const use = (house: House, brand: string, values: object = {}) =>
  house.send("POST", `${T}/rapid/uses`, { name: `${brand}快反`, brands: [brand], values });
const draftOf = async (house: House, flow: string): Promise<FlowDocument> =>
  (await house.get(`${F}/${flow}`)).body.draft.document;
const routeTo = (document: FlowDocument, id: string) => document.nodes.find((node) => node.id === id);

describe("templates", () => {
  test("values of a draft are offered, a template is made, and its file comes back byte for byte", async () => {
    const house = await openHouse();
    const flow = await house.send("POST", F, { name: "快反", document: fjFlow() });
    const values = await house.get(`${F}/${flow.body.id}/values`);
    expect(values.body.items).toContainEqual(
      expect.objectContaining({ place: "/nodes/fj/when/value", type: "prefix", value: "FJ", node: "fj" }),
    );
    expect((await made(house)).body).toEqual({ id: "rapid", version: 1, golden_left_out: [] });
    expect((await made(house)).body).toEqual({ id: "rapid", version: 2, golden_left_out: [] });
    const file = await house.get(`${T}/rapid/file?version=1`);
    expect(file.headers.get("content-disposition")).toContain("rapid-1.template.json");
    expect(file.text).not.toContain("rapid-line");
    const other = await openHouse();
    const imported = await other.send("POST", `${T}/import`, { text: file.text });
    expect(imported.status).toBe(201);
    expect((await other.get(`${T}/rapid/file`)).text).toBe(file.text);
    expect((await other.send("POST", `${T}/import`, { text: file.text })).status).toBe(201);
    expect((await other.get(T)).body.items).toMatchObject([{ id: "rapid", version: 1, parameters: 2, uses: 0 }]);
  });

  test("a file is looked at in sentences before anything is stored", async () => {
    const house = await openHouse();
    await made(house);
    const { text } = await house.get(`${T}/rapid/file`);
    const other = await openHouse();
    const seen = await other.send("POST", `${T}/check`, { text });
    expect(seen.body.sentences.map((one: { sentence: { zh: string } }) => one.sentence.zh)).toContain("款号以 FJ 开头");
    expect(seen.body).toMatchObject({ reads: ["style_code"], mapping: { destinations: { line_1: "rapid-line" } } });
    expect((await other.get(T)).body.items).toEqual([]);
  });

  test.each<[string, (text: string) => string, string]>([
    ["a newer format", (text) => text.replace('"formatVersion": 1', '"formatVersion": 9'), "newer_format"],
    ["another checksum", (text) => text.replace("FJ", "XX"), "checksum"],
    ["no JSON", () => "{", "not_json"],
    ["a prototype", () => '{"format":"switchyard-template","formatVersion":1,"__proto__":{}}', "forbidden_key"],
  ])("%s is refused with a reason, and nothing is stored", async (_, spoil, code) => {
    const house = await openHouse();
    await made(house);
    const { text } = await house.get(`${T}/rapid/file`);
    const other = await openHouse();
    const refused = await other.send("POST", `${T}/import`, { text: spoil(text), create_missing: true });
    expect(refused.body).toMatchObject({ status: 422, code: "invalid_template", problems: [{ code }] });
    expect((await other.get(T)).body.items).toEqual([]);
  });

  test("the same release with other content is a conflict", async () => {
    const house = await openHouse();
    await made(house);
    const other = await openHouse();
    await made(other, (document) =>
      document.nodes.splice(3, 1, { ...document.nodes[3], destination: "wh-hangzhou" } as never),
    );
    const { text } = await other.get(`${T}/rapid/file`);
    expect((await house.send("POST", `${T}/import`, { text })).body).toMatchObject({
      status: 409,
      code: "template_exists",
    });
  });

  test("what the workspace does not have is asked for, or made when that is wished", async () => {
    const house = await openHouse();
    await made(house, (document) => {
      document.nodes.push({
        id: "tell",
        kind: "alert",
        to: ["supervisor"],
        channel: "inbox",
        level: 1,
        text: "x",
        position: { x: 0, y: 0 },
      });
      document.edges.push({ id: "e4", from: "fj", port: "met", to: "tell" });
    });
    const { text } = await house.get(`${T}/rapid/file`);
    const other = await openHouse();
    const take = (more: object) => other.send("POST", `${T}/import`, { text, ...more });
    const open = { mapping: { destinations: { line_1: "" } } };
    expect((await take(open)).body).toMatchObject({
      code: "invalid_template",
      problems: [{ pointer: "/mapping/destinations/line_1", code: "unmapped" }],
    });
    expect((await take({ mapping: { people: { person_1: "nobody" } } })).body.problems).toMatchObject([
      { pointer: "/mapping/people/person_1", code: "unknown_target" },
    ]);
    expect((await take({ ...open, create_missing: true })).status).toBe(201);
    const { body: workspace } = await other.get("/api/v1/workspace");
    expect(workspace.destinations.at(-1)).toMatchObject({ id: "line_1", name: "快反线 2", kind: "line" });
    const flow = await use(other, "青禾记");
    expect(routeTo(await draftOf(other, flow.body.id), "rapid")).toMatchObject({ destination: "line_1" });
    expect((await other.send("POST", `${F}/${flow.body.id}/publish`, { reason: "试" })).status).toBe(200);
  });
});

describe("brands", () => {
  test("a draft for a brand decides its orders alone, and never goes live by itself", async () => {
    const house = await openHouse();
    await made(house);
    const flow = await use(house, "南亭里", { prefix: "KX", line: "wh-hangzhou" });
    expect(flow.status).toBe(201);
    expect(flow.body).toMatchObject({ name: "南亭里快反", brands: ["南亭里"], status: "draft", live_version: null });
    await house.send("POST", `${F}/${flow.body.id}/publish`, { reason: "试" });
    const decide = async (number: string, more: object) =>
      (await house.send("POST", "/api/v1/orders", order(number, { ...more }))).body.decision.destination?.id;
    expect(await decide("1", { brand: "南亭里", style_code: "KX1" })).toBe("wh-hangzhou");
    expect(await decide("2", { brand: "别家", style_code: "KX1" })).toBeUndefined();
    const wrong = await use(house, "南亭里", { prefix: 3 });
    expect(wrong.body).toMatchObject({
      status: 422,
      problems: [{ pointer: "/values/prefix", message: { zh: expect.stringContaining("款号前缀") } }],
    });
  });

  test("the table shows who runs what, and its cells change drafts without touching what a brand did itself", async () => {
    const house = await openHouse();
    await made(house);
    const a = (await use(house, "甲")).body.id;
    const b = (await use(house, "乙", { prefix: "KX" })).body.id;
    await house.send("PATCH", `${F}/${b}/draft`, {
      revision: 1,
      operations: [
        {
          type: "add_nodes",
          nodes: [{ id: "own", kind: "tag", tag: "自有", position: { x: 0, y: 0 } }],
          edges: [{ id: "e9", from: "fj", port: "met", to: "own" }],
        },
      ],
    });
    const table = await house.get(`${T}/rapid/uses`);
    expect(table.body.items).toMatchObject([
      { flow: a, brands: ["甲"], version: 1, values: { prefix: "FJ", line: "rapid-line" }, given: [], own_changes: 0 },
      { flow: b, brands: ["乙"], version: 1, values: { prefix: "KX" }, given: ["prefix"] },
    ]);
    expect(table.body.items[1].own_changes).toBeGreaterThan(0);
    const changed = await house.send("PATCH", `${T}/rapid/uses`, {
      changes: [
        { flow: a, values: { prefix: "" } },
        { flow: b, values: { prefix: "ZZ", line: "normal-line" } },
      ],
    });
    expect(changed.body.items).toMatchObject([
      { flow: a, ok: false, problems: [{ pointer: "/values/prefix" }] },
      { flow: b, ok: true, revision: 3, conflicts: [] },
    ]);
    const draft = await draftOf(house, b);
    expect(routeTo(draft, "rapid")).toMatchObject({ destination: "normal-line" });
    expect(routeTo(draft, "own")).toMatchObject({ tag: "自有" });
    await house.send("PATCH", `${T}/rapid/uses`, { changes: [{ flow: b, values: { line: null } }] });
    expect(routeTo(await draftOf(house, b), "rapid")).toMatchObject({ destination: "rapid-line" });
  });

  test("an upgrade keeps a brand's own changes, and says conflicts as sentences", async () => {
    const house = await openHouse();
    await made(house);
    const flow = (await use(house, "甲", { prefix: "KX" })).body.id;
    await house.send("PATCH", `${F}/${flow}/draft`, {
      revision: 1,
      operations: [
        {
          type: "update_node",
          id: "normal",
          node: { ...routeTo(await draftOf(house, flow), "normal"), destination: "wh-guangzhou" },
        },
      ],
    });
    await made(house, (document) => {
      document.nodes.splice(3, 1, { ...document.nodes[3], destination: "wh-hangzhou" } as never);
      document.nodes.push({ id: "mark", kind: "tag", tag: "新", position: { x: 9, y: 9 } });
      document.edges.push({ id: "e4", from: "fj", port: "met", to: "mark" });
    });
    const preview = await house.send("POST", `${T}/rapid/upgrade/preview`, { flow });
    expect(preview.body).toMatchObject({ from: 1, to: 2, revision: 2, conflicts: [{ node: "normal", taken: "ours" }] });
    expect(preview.body.conflicts[0].sentence.zh).toMatch(/派到 常规线.*派到 广州仓.*派到 杭州仓.*保留本品牌的/);
    expect(preview.body.changes).toContainEqual(expect.objectContaining({ kind: "added", node: "mark" }));
    expect((await draftOf(house, flow)).nodes).toHaveLength(4);
    const done = await house.send("POST", `${T}/rapid/upgrade`, { flow });
    expect(done.body).toEqual({ revision: 3, version: 2 });
    const draft = await draftOf(house, flow);
    expect([routeTo(draft, "normal"), routeTo(draft, "mark"), routeTo(draft, "fj")]).toMatchObject([
      { destination: "wh-guangzhou" },
      { tag: "新" },
      { when: { value: "KX" } },
    ]);
    expect((await house.get(`${T}/rapid/uses`)).body.items).toMatchObject([{ version: 2 }]);
    expect((await house.send("POST", `${T}/rapid/upgrade`, { flow: "none" })).body.code).toBe("use_not_found");
  });

  test("a release that asks for more is not taken before the brand has given it", async () => {
    const house = await openHouse();
    await made(house);
    const flow = (await use(house, "甲")).body.id;
    const asked = {
      id: "usual",
      label: zh("常规去向"),
      required: true,
      keepDefault: false,
      places: ["/nodes/normal/destination"],
    };
    await made(house, () => {}, [asked]);
    const bare = await house.send("POST", `${T}/rapid/upgrade/preview`, { flow, take: [], values: {} });
    expect([bare.status, bare.body.problems]).toMatchObject([
      422,
      [{ pointer: "/values/usual", message: { zh: "请填写「常规去向」" } }],
    ]);
    const values = { usual: "wh-hangzhou" };
    const preview = await house.send("POST", `${T}/rapid/upgrade/preview`, { flow, take: [], values });
    expect(preview.body).toMatchObject({ to: 2, added: [{ id: "usual" }], conflicts: [] });
    await house.send("POST", `${T}/rapid/upgrade`, { flow, take: [], values });
    expect(routeTo(await draftOf(house, flow), "normal")).toMatchObject({ destination: "wh-hangzhou" });
    expect((await house.get(`${T}/rapid/uses`)).body.items).toMatchObject([{ version: 2, values }]);
  });

  test("a brand's bundle is the same bytes after import and export; flows changed by hand go as they are", async () => {
    const house = await openHouse();
    await made(house);
    await use(house, "甲", { prefix: "KX", line: "normal-line" });
    const own = structuredClone(fjFlow("自有流程"));
    own.brands = ["甲"];
    await house.send("POST", F, { name: "自有流程", document: own });
    const bundle = await house.get("/api/v1/bundles?brand=%E7%94%B2");
    expect(JSON.parse(bundle.text).flows.map(({ name }: { name: string }) => name)).toEqual(["甲快反", "自有流程"]);
    const other = await openHouse();
    const taken = await other.send("POST", "/api/v1/bundles", { text: bundle.text });
    expect(taken.body).toMatchObject({ brand: "甲", flows: [{ name: "甲快反" }, { name: "自有流程" }] });
    expect((await other.get(F)).body.items.map(({ status }: { status: string }) => status)).toEqual(["draft", "draft"]);
    expect((await other.get("/api/v1/bundles?brand=%E7%94%B2")).text).toBe(bundle.text);
    const spoilt = await other.send("POST", "/api/v1/bundles", { text: bundle.text.replace("KX", "KY") });
    expect(spoilt.body).toMatchObject({ status: 422, code: "invalid_template" });
  });

  test("a bundle is looked at before it is taken in: what its flows do with its values, and what they need", async () => {
    const house = await openHouse();
    await made(house);
    await use(house, "甲", { prefix: "KX", line: "normal-line" });
    const { text } = await house.get("/api/v1/bundles?brand=%E7%94%B2");
    const other = await openHouse();
    const look = await other.send("POST", "/api/v1/bundles/check", { text });
    expect(look.body).toMatchObject({
      name: { zh: "甲" },
      brand: null,
      flows: [
        { name: "甲快反", values: [{ parameter: { id: "prefix" }, value: "KX" }, { parameter: { id: "line" } }] },
      ],
    });
    expect(JSON.stringify(look.body.flows[0].template.sentences)).toContain("KX");
    expect((await other.get(F)).body.items).toEqual([]);
    expect((await other.get(T)).body.items).toEqual([]);
    const newer = await other.send("POST", "/api/v1/bundles/check", {
      text: text.replace('"formatVersion": 1', '"formatVersion": 9'),
    });
    expect([newer.status, newer.body.problems[0].message.zh]).toEqual([422, expect.stringContaining("版本")]);
  });

  test("a bundle goes to the brand that is chosen, mapped as the person says, and finds a brand by any of its names", async () => {
    const house = await openHouse();
    await made(house);
    await use(house, "甲", { prefix: "KX" });
    const { text } = await house.get("/api/v1/bundles?brand=%E7%94%B2");
    const other = await openHouse();
    const { revision } = (await other.get("/api/v1/workspace")).body;
    const brands = [{ id: "b1", name: "乙牌", synonyms: ["乙"] }];
    await other.send("PATCH", "/api/v1/workspace", { revision, brands });
    const mapping = { rapid: { destinations: { line_1: "wh-hangzhou" } } };
    const taken = await other.send("POST", "/api/v1/bundles", { text, brand: "乙", mapping, create_missing: false });
    expect(taken).toMatchObject({ status: 201, body: { brand: "乙牌" } });
    const draft = await draftOf(other, taken.body.flows[0].id);
    expect(draft.brands).toEqual(["b1"]);
    expect(
      draft.nodes.filter(({ kind }) => kind === "route").map((node) => node.kind === "route" && node.destination),
    ).toContain("wh-hangzhou");
    expect(JSON.parse((await other.get("/api/v1/bundles?brand=b1")).text).name.zh).toBe("乙牌");
    // A second time for a brand that is not there yet: it is made, and the mapping of the release stays.
    await other.send("POST", "/api/v1/bundles", { text, brand: "丙" });
    expect((await other.get("/api/v1/workspace")).body.brands.map(({ name }: { name: string }) => name)).toEqual([
      "乙牌",
      "丙",
    ]);
    expect((await other.get(`${T}/rapid`)).body.mapping.destinations.line_1).toBe("wh-hangzhou");
  });

  test("a bundle whose needs stay open is refused, and nothing of it is stored", async () => {
    const house = await openHouse();
    await made(house);
    await use(house, "甲", { prefix: "KX" });
    const { text } = await house.get("/api/v1/bundles?brand=%E7%94%B2");
    const other = await openHouse();
    const mapping = { rapid: { destinations: { line_1: "" } } };
    const refused = await other.send("POST", "/api/v1/bundles", { text, brand: "甲", mapping, create_missing: false });
    expect([refused.status, refused.body.problems[0].pointer]).toEqual([422, "/mapping/destinations/line_1"]);
    expect((await other.get(T)).body.items).toEqual([]);
    expect((await other.get("/api/v1/workspace")).body.brands).toEqual([]);
  });

  test("a bundle that fails at its second flow leaves nothing, and can be taken in again", async () => {
    const house = await openHouse();
    await made(house);
    await use(house, "甲", { prefix: "KX" });
    await use(house, "甲", { prefix: "NX" });
    const { text } = await house.get("/api/v1/bundles?brand=%E7%94%B2");
    expect(JSON.parse(text).flows).toHaveLength(2);
    const other = await openHouse();
    const stands = async () => [
      (await other.get(F)).body.items,
      (await other.get(T)).body.items,
      (await other.get("/api/v1/workspace")).body,
      (await other.get("/api/v1/journal")).body,
    ];
    const before = await stands();
    const file = new Database(join(other.folder, "switchyard.db"));
    onTestFinished(() => void file.close());
    file.exec(
      "create trigger second before insert on flows when (select count(*) from flows) = 1 begin select raise(abort, 'no'); end",
    );
    expect((await other.send("POST", "/api/v1/bundles", { text })).status).toBe(500);
    expect(await stands()).toEqual(before);
    file.exec("drop trigger second");
    const taken = await other.send("POST", "/api/v1/bundles", { text });
    expect(taken).toMatchObject({ status: 201, body: { brand: "甲", flows: [{}, {}] } });
    expect((await other.get("/api/v1/workspace")).body.brands).toMatchObject([{ name: "甲" }]);
  });
});
