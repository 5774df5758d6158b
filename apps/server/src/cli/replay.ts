/** `switchyard replay`: a replay on a running server, for a pipeline to stop at. */
import { accessSync, constants, existsSync, openAsBlob, statSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { startOfDay } from "@switchyard/orders";
import type { ReplayView } from "../replay/view.ts";
import type { DatasetView } from "../verbs/datasets.ts";
import { type Ask, asker, NoServer, NotUnderstood, Refused, settled } from "./ask.ts";
import { both, fileWords, lines, type Said } from "./words.ts";

export interface ReplayCommand {
  server: string;
  /** A run that is repeated as it was; null: what follows says what is run. */
  again: string | null;
  /** A flow's id or name. */
  flow: string;
  version: string;
  against: string;
  /** A data set's id or name, or a file of orders (.csv, .xlsx, .ndjson) that is imported first; absent: the server's own journal. */
  data: string | null;
  /** First and last day (`YYYY-MM-DD`, in the workspace's zone) or instants; null: all. */
  since: string | null;
  until: string | null;
  /** Empty: all. */
  brands: string[];
  channels: string[];
  /** Where the whole answer is written. */
  out: string | null;
  /** Differences that are let pass. */
  limit: number;
  /** An API key with `history.run`, where the server asks for one. */
  key: string | null;
}
export interface CommandEnd {
  /** 0: no more differences than let pass, or the same bytes again; 1: more, or others, or the replay failed; 2: not understood. */
  code: 0 | 1 | 2;
  text: string;
}

export async function replayCommand(command: ReplayCommand, request: typeof fetch = fetch): Promise<CommandEnd> {
  const ask = asker(command, request);
  try {
    // Before the run, not after it: a report that cannot be written would have cost all of it.
    if (command.out !== null) usable(command.out, "write");
    const { id, bad } = command.again === null ? await begun(command, ask) : await repeated(command.again, ask);
    const view = await settled(
      () => ask<ReplayView>("GET", `/replays/${id}`),
      ({ status }) => status !== "running",
    );
    if (command.out !== null) writeFileSync(command.out, `${JSON.stringify(view, null, 2)}\n`);
    const { code, text } = endOf(view, command.limit);
    return { code, text: bad === 0 ? text : `${text}\n${lines(badWords(bad))}` };
  } catch (cause) {
    if (cause instanceof NotUnderstood) return { code: 2, text: lines(cause.said) };
    if (cause instanceof Refused) return { code: [400, 404, 422].includes(cause.status) ? 2 : 1, text: cause.message };
    if (cause instanceof NoServer) return { code: 1, text: lines(cause.said) };
    throw cause;
  }
}

const repeated = async (run: string, ask: Ask): Promise<Begun> => ({
  ...(await ask<{ id: string }>("POST", `/replays/${encodeURIComponent(run)}/again`, {})),
  bad: 0,
});

interface Begun {
  id: string;
  /** Rows of the data that could not be read: they were not replayed. */
  bad: number;
}
async function begun(command: ReplayCommand, ask: Ask): Promise<Begun> {
  const flow = await flowOf(command.flow, ask);
  const dataset = command.data === null ? null : await datasetOf(command.data, ask);
  const span = await spanOf(command, ask);
  const against = command.against === "none" ? null : versionOf(command.against);
  const { brands, channels } = command;
  const { id } = await ask<{ id: string }>("POST", "/replays", {
    ...{ flow, version: versionOf(command.version), against, brands, channels, ...span },
    ...(dataset === null ? {} : { dataset: dataset.id }),
  });
  return { id, bad: dataset?.bad ?? 0 };
}

/** Pipelines know a flow by its name. */
async function flowOf(wanted: string, ask: Ask): Promise<string> {
  const { items } = await ask<{ items: { id: string; name: string }[] }>("GET", "/flows");
  const found = items.find(({ id }) => id === wanted) ?? items.find(({ name }) => name === wanted);
  if (found !== undefined) return found.id;
  const names = items.map(({ name }) => name).join("、");
  throw new NotUnderstood(
    both(`没有流程 ${wanted}。现有：${names}`, `There is no flow ${wanted}. There are: ${names}`),
  );
}

async function spanOf({ since, until }: ReplayCommand, ask: Ask): Promise<{ from?: number; to?: number }> {
  if (since === null && until === null) return {};
  const { zone } = await ask<{ zone: string }>("GET", "/workspace");
  const from = since === null ? null : momentOf(since, zone, 0);
  const to = until === null ? null : momentOf(until, zone, 1);
  return { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
}

/** A day's beginning, or that of the day after; an instant as it is. */
function momentOf(text: string, zone: string, after: 0 | 1): number {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const at = isDay ? startOfDay(text, zone, after) : Date.parse(text);
  if (Number.isNaN(at)) throw new NotUnderstood(both(`${text} 不是日期或时间。`, `${text} is no date and no instant.`));
  return at;
}

function endOf(view: ReplayView, limit: number): CommandEnd {
  const { status, orders, differences, failed, digest, rules } = view;
  if (status !== "done") {
    const { zh, en } = failed ?? { zh: status, en: status };
    return { code: 1, text: lines(both(`回放没有完成：${zh}`, `The replay did not end: ${en}`)) };
  }
  // Of nothing nobody can say that it is decided alike: a mistyped brand must not let a pipeline pass.
  if (orders === 0 && view.again_of === null) return { code: 2, text: lines(NO_ORDERS) };
  const kinds = Object.entries(differences.kinds).map(([kind, count]) => `${kind} ${count}`);
  const summary = both(
    `${orders} 张订单，${differences.total} 张的决定不同（允许 ${limit}）`,
    `${orders} orders, ${differences.total} decided otherwise (${limit} allowed)`,
  );
  const found = kinds.map((kind) => `  ${kind}`);
  const text = [lines(summary), ...found, `  sha256 ${digest ?? ""}`, lines(rulesWords(rules))];
  if (view.again_of === null) return { code: differences.total > limit ? 1 : 0, text: text.join("\n") };
  return { code: view.same === true ? 0 : 1, text: [...text, lines(repeatedWords(view))].join("\n") };
}

const badWords = (bad: number): Said =>
  both(
    `数据中有 ${bad} 行没有读入，没有回放`,
    `Rows of the data that could not be read, and were not replayed: ${bad}`,
  );
const NO_ORDERS = both(
  "没有一张订单可回放：请检查数据、日期、品牌和渠道。",
  "There was no order to replay: look at the data, the days, the brands and the channels.",
);
const rulesWords = (rules: number | null): Said =>
  both(`核心规则第 ${rules ?? "?"} 版`, `The core's rules: number ${rules ?? "?"}`);

/** What a repetition has to say of the run that it repeats. */
function repeatedWords({ same, other_rules: other }: ReplayView): Said {
  if (same === true) return both("与原结果逐字节相同", "The same bytes as the first result");
  if (other === null) return both("与原结果不同", "Not the bytes of the first result");
  const [first, now] = [other.first ?? "?", other.now ?? "?"];
  return both(
    `结果与原来不一样，但核心规则换过（原来第 ${first} 版，现在第 ${now} 版），不能逐字节对照`,
    `It came out otherwise, but by other rules of the core (number ${first} then, ${now} now): the bytes cannot be compared`,
  );
}

/** A file is imported and kept; one that was imported before is used again. */
async function datasetOf(data: string, ask: Ask): Promise<DatasetView> {
  if (!isFile(data)) return await storedDataset(data, ask);
  usable(data, "read");
  const format = /\.xlsx$/i.test(data) ? "xlsx" : /\.(csv|tsv|txt)$/i.test(data) ? "csv" : "ndjson";
  const name = basename(data);
  const query = new URLSearchParams({ format, name });
  const { id } = await ask<{ id: string }>("POST", `/datasets/uploads?${query}`, await openAsBlob(data));
  const begun = await ask<DatasetView>("POST", `/datasets/uploads/${id}/import`, { name });
  const done = await settled(
    () => ask<DatasetView>("GET", `/datasets/${begun.id}`),
    ({ status }) => status !== "importing",
  );
  if (done.failed !== null) throw new NotUnderstood(done.failed);
  const { items } = await ask<{ items: DatasetView[] }>("GET", "/datasets");
  const before = items.find((one) => one.id !== done.id && one.hash === done.hash && one.name === name);
  if (before === undefined) return done;
  await ask("DELETE", `/datasets/${done.id}`);
  return before;
}

/** Pipelines know it by its name. */
async function storedDataset(wanted: string, ask: Ask): Promise<DatasetView> {
  const { items } = await ask<{ items: DatasetView[] }>("GET", "/datasets");
  const found = items.find(({ id }) => id === wanted) ?? items.find(({ name }) => name === wanted);
  if (found !== undefined) return found;
  const ids = items.map(({ id }) => id).join("、");
  throw new NotUnderstood(
    both(
      `${wanted} 既不是文件，也不是历史数据。现有：${ids}`,
      `${wanted} is neither a file nor a data set. There are: ${ids}`,
    ),
  );
}

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** Throws `NotUnderstood` where the file, or the folder that it will be in, is not to be used so. */
function usable(file: string, how: "read" | "write"): void {
  try {
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
      throw Object.assign(new Error("a folder"), { code: "EISDIR", path: file });
    const place = how === "read" || existsSync(file) ? file : dirname(file);
    accessSync(place, how === "read" ? constants.R_OK : constants.W_OK);
  } catch (cause) {
    const said = fileWords(cause);
    throw said === null ? cause : new NotUnderstood(said);
  }
}

const versionOf = (text: string) => (/^\d+$/.test(text) ? Number(text) : text);
