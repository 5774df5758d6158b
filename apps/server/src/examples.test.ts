/** Every example order reads without problems, every example flow compiles, and the demo's figures are what the README says. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { compileFlow, flowDocumentSchema, nodeCatalogue, validateFlow } from "@switchyard/flow";
import { computeFacts, DEFAULT_SETTINGS, factValue, type Order, readOrder } from "@switchyard/orders";
import { describe, expect, test } from "vitest";

const EXAMPLES = join(import.meta.dirname, "../../../examples");

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(EXAMPLES, path), "utf8"));

function readInputs(path: string): unknown[] {
  const text = gunzipSync(readFileSync(join(EXAMPLES, path))).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

/** Reads an order as if it had been received when it was ordered. */
function readAsOrdered(input: unknown) {
  const { ordered_at, external_id } = input as { ordered_at: string; external_id: string };
  return readOrder(input, { settings: DEFAULT_SETTINGS, receivedAt: Date.parse(ordered_at), id: external_id });
}

function readDemo(): Order[] {
  return readInputs("demo-garment/orders.ndjson.gz").flatMap((input) => {
    const result = readAsOrdered(input);
    return result.ok ? [result.order] : [];
  });
}

/** The warnings that were sown on purpose. */
const EXPECTED_WARNINGS: Record<string, string[]> = {
  "demo-garment/orders.ndjson.gz": ["due_before_ordered"],
  "uci-online-retail/orders.ndjson.gz": [],
};

describe.each(Object.keys(EXPECTED_WARNINGS))("%s", (path) => {
  test("every order reads without problems, and no number comes twice", () => {
    const inputs = readInputs(path);
    const results = inputs.map(readAsOrdered);
    const problems = results.flatMap((result) => (result.ok ? [] : result.problems));
    expect(problems.slice(0, 3)).toEqual([]);
    const warnings = results.flatMap((result) => result.warnings.map((warning) => warning.code));
    expect([...new Set(warnings)]).toEqual(EXPECTED_WARNINGS[path]);
    expect(inputs.length).toBeGreaterThan(2500);
    expect(new Set(inputs.map((input) => (input as { external_id: string }).external_id)).size).toBe(inputs.length);
  });
});

/** Workspaces and their flows: folder → destinations. */
const workspaces = readdirSync(EXAMPLES)
  .filter((folder) => existsSync(join(EXAMPLES, folder, "workspace.json")))
  .map((folder) => ({ folder, ...(readJson(`${folder}/workspace.json`) as Workspace) }));

interface Workspace {
  brands: { id: string }[];
  destinations: { id: string }[];
  people: { id: string }[];
}

const flows = workspaces.flatMap((workspace) =>
  readdirSync(join(EXAMPLES, workspace.folder, "flows")).map((file) => ({
    path: `${workspace.folder}/flows/${file}`,
    workspace,
  })),
);

describe.each(flows)("$path", ({ path, workspace }) => {
  const document = flowDocumentSchema.parse(readJson(path));

  test("has nothing to complain about, and compiles", () => {
    const context = {
      destinations: workspace.destinations.map(({ id }) => id),
      people: workspace.people.map(({ id }) => id),
      kinds: nodeCatalogue.map((spec) => spec.kind),
    };
    expect(validateFlow(document, context)).toEqual([]);
    expect(compileFlow(document, { ...context, flow: "example", version: 1 })).toMatchObject({ ok: true });
  });
});

describe("the synthetic garment factory", () => {
  test("running the generator again changes nothing", () => {
    const out = execFileSync(process.execPath, [join(EXAMPLES, "demo-garment/make.mjs"), "--check"], {
      encoding: "utf8",
    });
    expect(out).not.toContain("DIFFERS");
  });

  test("every order says that it is synthetic, and its brand is one of the workspace's", () => {
    const brands = new Set(workspaces.find(({ folder }) => folder === "demo-garment")?.brands.map(({ id }) => id));
    for (const order of readDemo()) {
      expect(order).toMatchObject({ source: "demo", raw: { synthetic: "合成数据" } });
      expect(brands).toContain(order.brand);
    }
  });

  test("facts give the figures in the README", () => {
    const facts = readDemo().map((order) =>
      computeFacts(order, { now: order.ordered_at ?? order.received_at, settings: DEFAULT_SETTINGS }),
    );
    const isFj = (one: (typeof facts)[number]) => String(factValue(one, "style_code") ?? "").startsWith("FJ");
    const dueWithin = (one: (typeof facts)[number], days: number) => {
      const due = factValue(one, "due_in_days");
      return typeof due === "number" && due <= days;
    };
    const page = readFileSync(join(EXAMPLES, "demo-garment/README.md"), "utf8");
    const figure = (name: string) => Number(new RegExp(`\\| [^|]*${name}[^|]* \\| (\\d+) \\|`).exec(page)?.[1]);
    expect(facts).toHaveLength(figure("· 订单"));
    expect(facts.filter(isFj)).toHaveLength(figure("款号以 FJ 开头"));
    expect(facts.filter((one) => isFj(one) && dueWithin(one, 3))).toHaveLength(figure("FJ 且下单时交期≤3天"));
    expect(facts.filter((one) => isFj(one) && dueWithin(one, 2))).toHaveLength(figure("FJ 且交期≤2天"));
    expect(facts.filter((one) => factValue(one, "due_in_days") === undefined)).toHaveLength(figure("· 缺交期"));
    expect(facts.filter((one) => Number(factValue(one, "size_count") ?? 0) >= 5)).toHaveLength(figure("尺码≥5种"));
  });
});
