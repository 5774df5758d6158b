/** The demo workspace of a first start: brands, destinations, people, a prepared draft, and recorded orders to try it on. */
import { basename, join } from "node:path";
import { DEFAULT_SETTINGS } from "@switchyard/orders";
import { type Store, transact, type Workspace } from "@switchyard/store";
import type { Context } from "../runtime/context.ts";
import { createFlow } from "../verbs/create-flow.ts";
import { importDataset } from "../verbs/import-dataset.ts";
import { readExample, readExampleFlow, readExampleRecords } from "./examples.ts";

const WORKSPACE = "demo";
export const BUSINESS = "demo-garment";
export const isDemo = (workspace: { id: string }): boolean => workspace.id === WORKSPACE;

/** What there is without the examples: an empty house with the names that the guides use. */
const BARE: Pick<Workspace, "name" | "brands" | "destinations" | "people"> = {
  name: "演示工作区",
  brands: [],
  destinations: [
    { id: "rapid-line", name: "快反线", kind: "line" },
    { id: "normal-line", name: "常规线", kind: "line" },
    { id: "wh-hangzhou", name: "杭州仓", kind: "warehouse" },
    { id: "wh-guangzhou", name: "广州仓", kind: "warehouse" },
  ],
  people: [{ id: "supervisor", name: "主管", role: "supervisor" }],
};

/** The first workspace of the store; made when there is none yet. */
export async function openWorkspace(
  store: Store,
  options: { examplesDir: string | null; now: number },
): Promise<Workspace> {
  const [first] = await store.read.workspaces.list();
  if (first === undefined) {
    const { examplesDir, now } = options;
    const workspace = examplesDir === null ? emptyWorkspace(now) : demoWorkspace(examplesDir, now);
    await transact(store, (tx) => tx.workspaces.create(workspace));
    return workspace;
  }
  const found = await store.read.workspaces.get(first.id);
  if (found === null) throw new Error(`workspace ${first.id} is listed but not there`);
  return found;
}

/** Where people sign in there are no made-up names to begin with. */
const emptyWorkspace = (createdAt: number): Workspace => ({
  ...{ id: "main", name: "工作区", settings: DEFAULT_SETTINGS, createdAt, brands: [], destinations: [], people: [] },
});

function demoWorkspace(examplesDir: string, createdAt: number): Workspace {
  const example = readExample(join(examplesDir, BUSINESS));
  if (example === null) return { id: WORKSPACE, settings: DEFAULT_SETTINGS, createdAt, ...BARE };
  const { name, zone, currency, brands, destinations, people } = example;
  const named = <T extends { name: { zh: string; en: string } }>(list: T[]) =>
    list.map((one) => ({ ...one, name: one.name.zh, synonyms: [one.name.en] }));
  return {
    id: WORKSPACE,
    name: name.zh,
    settings: { ...DEFAULT_SETTINGS, zone, currency },
    createdAt,
    brands: named(brands),
    destinations: named(destinations),
    people: named(people),
  };
}

/** The example's flows as drafts, when the workspace has no flow yet. */
export async function addDemoFlows(ctx: Context, examplesDir: string): Promise<void> {
  if (!isDemo(ctx.workspace)) return;
  if ((await ctx.store.read.flows.list(WORKSPACE, ctx.clock.now())).length > 0) return;
  const folder = join(examplesDir, BUSINESS);
  for (const path of readExample(folder)?.flows ?? []) {
    const document = readExampleFlow(join(folder, path));
    const id = basename(path, ".json");
    await createFlow(ctx, { id, name: document.name, document, actor: "demo", owner: "supervisor" });
  }
}

/** Where they come from the screens say, in the reader's language. */
const HISTORIES = [
  { id: "uci-online-retail", name: "UCI Online Retail 真实订单" },
  { id: BUSINESS, name: "演示服装厂订单（合成数据）" },
];

/** Imports the recorded orders that are not there yet. Runs after the start, so that nobody waits for it. */
export async function addDemoHistory(ctx: Context, examplesDir: string): Promise<void> {
  if (!isDemo(ctx.workspace)) return;
  for (const { id, name } of HISTORIES) {
    if ((await ctx.store.read.datasets.get(WORKSPACE, id)) !== null) continue;
    const text = readExampleRecords(join(examplesDir, id), "orders");
    if (text !== null) await importDataset(ctx, { id, name, format: "ndjson", text });
  }
}
