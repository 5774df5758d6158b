/** `switchyard replay`: a replay on a running server, for a pipeline to stop at. */
import { existsSync, openAsBlob, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { startOfDay } from "@switchyard/orders";
import type { ReplayView } from "../replay/view.ts";
import type { DatasetView } from "../verbs/datasets.ts";
import { both, lines, type Said } from "./words.ts";

export interface ReplayCommand {
  server: string;
  /** A run that is repeated as it was; null: what follows says what is run. */
  again: string | null;
  /** A flow's id or name. */
  flow: string;
  version: string;
  against: string;
  /** A data set's id, or a file of orders (.csv, .xlsx, .ndjson) that is imported first; absent: the server's own journal. */
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

const EVERY_MS = 200;

export async function replayCommand(command: ReplayCommand, request: typeof fetch = fetch): Promise<CommandEnd> {
  const ask = asker(command, request);
  try {
    const { id } =
      command.again === null
        ? await begun(command, ask)
        : await ask<{ id: string }>("POST", `/replays/${encodeURIComponent(command.again)}/again`, {});
    const view = await settled(
      () => ask<ReplayView>("GET", `/replays/${id}`),
      ({ status }) => status !== "running",
    );
    if (command.out !== null) writeFileSync(command.out, `${JSON.stringify(view, null, 2)}\n`);
    return endOf(view, command.limit);
  } catch (cause) {
    if (cause instanceof NotUnderstood) return { code: 2, text: lines(cause.said) };
    if (cause instanceof Refused) return { code: [400, 404, 422].includes(cause.status) ? 2 : 1, text: cause.message };
    if (!(cause instanceof TypeError)) throw cause;
    const { server } = command;
    return {
      code: 1,
      text: lines(both(`没有连上服务 ${server}，请确认它在运行。`, `No server answers at ${server}.`)),
    };
  }
}

async function begun(command: ReplayCommand, ask: Ask): Promise<{ id: string }> {
  const flow = await flowOf(command.flow, ask);
  const dataset = command.data === null ? null : await datasetOf(command.data, ask);
  const span = await spanOf(command, ask);
  const against = command.against === "none" ? null : versionOf(command.against);
  const { brands, channels } = command;
  return await ask<{ id: string }>("POST", "/replays", {
    ...{ flow, version: versionOf(command.version), against, brands, channels, ...span },
    ...(dataset === null ? {} : { dataset }),
  });
}

type Ask = <T>(method: string, path: string, body?: unknown) => Promise<T>;

function asker({ server, key }: ReplayCommand, request: typeof fetch): Ask {
  return async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await request(`${server}/api/v1${path}`, {
      method,
      headers: {
        "content-type": body instanceof Blob ? "application/octet-stream" : "application/json",
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
    });
    const said: unknown = await answer.json();
    if (!answer.ok) throw new Refused(answer.status, said);
    return said as T;
  };
}

async function settled<T>(look: () => Promise<T>, isOver: (seen: T) => boolean): Promise<T> {
  for (;;) {
    const seen = await look();
    if (isOver(seen)) return seen;
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
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
async function datasetOf(data: string, ask: Ask): Promise<string> {
  if (!existsSync(data)) return data;
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
  if (before === undefined) return done.id;
  await ask("DELETE", `/datasets/${done.id}`);
  return before.id;
}

const versionOf = (text: string) => (/^\d+$/.test(text) ? Number(text) : text);

class Refused extends Error {
  readonly status: number;
  constructor(status: number, said: unknown) {
    const {
      title,
      title_en,
      detail,
      problems = [],
    } = (said ?? {}) as Partial<Record<"title" | "title_en" | "detail", string>> & {
      problems?: { message: Said }[];
    };
    super(
      [title, title_en, detail, ...problems.flatMap(({ message }) => [message.zh, message.en])]
        .filter((part) => part !== undefined)
        .map((part) => `  ${part}`)
        .join("\n"),
    );
    this.status = status;
  }
}
class NotUnderstood extends Error {
  readonly said: Said;
  constructor(said: Said) {
    super(said.en);
    this.said = said;
  }
}
