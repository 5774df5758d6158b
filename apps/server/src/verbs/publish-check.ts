/** What publishing the draft would mean: what changed in sentences, the replay that showed it, and what is still asked for. */
import { diffFlows, type FlowDocument } from "@switchyard/flow";
import type { Text } from "@switchyard/orders";
import { CHANGE_KINDS } from "@switchyard/sandbox";
import type { Replay } from "@switchyard/store";
import { FIGURE_WORDS, KIND_WORDS } from "../replay/change-words.ts";
import { readReplay } from "../replay/spec.ts";
import { summaryView } from "../replay/view.ts";
import type { Context } from "../runtime/context.ts";
import { findFlow } from "./get-flow.ts";

export interface SeenReplay {
  id: string;
  days: number;
  orders: number;
  finished_at: number;
  total_differences: number;
  kinds: Record<string, number>;
}
export interface PublishCheck {
  revision: number;
  live_version: number | null;
  first: boolean;
  /** What changed since the live version. */
  sentences: Text[];
  /** The newest that put thirty days or more through this very draft, beside the version that is live now. */
  replay: SeenReplay | null;
  /** Without such a replay, publishing asks for a reason. */
  needs_reason: boolean;
  /** What the replay says that would change. */
  impact: Text[];
  /** Publishing needs a second person. */
  four_eyes: boolean;
  /** Who asks for that. */
  request: OpenRequest | null;
}
export interface OpenRequest {
  id: string;
  revision: number;
  reason: string | null;
  by: string;
  by_name: string | null;
  at: number;
  /** Whoever looks has asked for it: another person has to approve. */
  own: boolean;
}

/** Whole days of history that must have been seen. */
const DAYS_TO_SEE = 30;
const LOOKED_AT = 50;

/** Throws `flow_not_found`. */
export async function publishCheck(ctx: Context, id: string): Promise<PublishCheck> {
  const { flow, draft } = await findFlow(ctx, id);
  const { flows, replays } = ctx.store.read;
  const live = flow.liveVersion === null ? null : await flows.version(ctx.workspace.id, id, flow.liveVersion);
  const page = await replays.list(ctx.workspace.id, { flow: id, limit: LOOKED_AT });
  const seen = page.items.find((replay) => showsEnough(replay, draft.revision, flow.liveVersion)) ?? null;
  return {
    revision: draft.revision,
    live_version: flow.liveVersion,
    first: live === null,
    sentences: live === null ? [] : changeSentences(ctx, live.document, draft.document),
    replay: seen === null ? null : seenView(seen),
    needs_reason: seen === null,
    impact: seen === null ? [] : impactOf(seen),
    four_eyes: ctx.workspace.whole.fourEyes === true,
    request: await openRequest(ctx, id),
  };
}

async function openRequest(ctx: Context, flow: string): Promise<OpenRequest | null> {
  const { access, publishRequests } = ctx.store.read;
  const found = await publishRequests.open(ctx.workspace.id, flow);
  if (found === null) return null;
  const { id, revision, reason, actor: by, at } = found;
  const member = (await access.members(ctx.workspace.id)).find(({ user }) => user === by);
  return { id, revision, reason, by, by_name: member?.name ?? null, at, own: by === ctx.who.id };
}

/** Of the draft as it is, over all that happened, against what is live: what it said beside a version before that says nothing now. */
function showsEnough(replay: Replay, revision: number, live: number | null): boolean {
  const { kind, against, brands, channels, before } = readReplay(replay).spec;
  const isWhole = kind === "replay" && against === "live" && brands.length === 0 && channels.length === 0;
  const isOfDraft = replay.version === "draft" && replay.revision === revision;
  const held = before?.find((one) => "version" in one && one.flow === replay.flow);
  const isBesideLive = (held !== undefined && "version" in held ? held.version : null) === live;
  return isWhole && isOfDraft && isBesideLive && replay.status === "done" && summaryView(replay).days >= DAYS_TO_SEE;
}

function seenView(replay: Replay): SeenReplay {
  const { days, orders } = summaryView(replay);
  const differences = readReplay(replay).result?.figures?.differences;
  const kinds = { ...differences?.kinds };
  const finished = replay.finishedAt ?? replay.startedAt;
  return { id: replay.id, days, orders, finished_at: finished, total_differences: differences?.total ?? 0, kinds };
}

function changeSentences(ctx: Context, before: FlowDocument, after: FlowDocument): Text[] {
  return diffFlows(before, after, ctx.workspace.names).map(({ kind, before: was, after: is }) => {
    const { zh, en } = CHANGE_WORDS[kind];
    const from = was !== undefined && is !== undefined ? was : null;
    const said = is ?? was ?? { zh: "", en: "" };
    return from === null
      ? { zh: `${zh}${said.zh}`, en: `${en}${said.en}` }
      : { zh: `${zh}${from.zh} → ${said.zh}`, en: `${en}${from.en} → ${said.en}` };
  });
}
const CHANGE_WORDS: Record<ReturnType<typeof diffFlows>[number]["kind"], Text> = {
  settings: { zh: "设置：", en: "Settings: " },
  added: { zh: "新增：", en: "Added: " },
  removed: { zh: "删除：", en: "Removed: " },
  changed: { zh: "修改：", en: "Changed: " },
  connected: { zh: "连接：", en: "Connected: " },
  disconnected: { zh: "断开：", en: "Disconnected: " },
  reordered: { zh: "顺序：", en: "Order: " },
};

/** Both languages set off thousands by commas. */
const said = (count: number) => count.toLocaleString("en");

function impactOf(replay: Replay): Text[] {
  const { days, orders, total_differences: total, kinds } = seenView(replay);
  const seen = { zh: `回放 ${days} 天 ${said(orders)} 张订单`, en: `${said(orders)} orders of ${days} days replayed` };
  if (readReplay(replay).spec.before === null) return [seen];
  const sentences: Text[] = [
    { zh: `${seen.zh}：${said(total)} 张的结果不同`, en: `${seen.en}: ${said(total)} come out otherwise` },
  ];
  for (const kind of CHANGE_KINDS) {
    const count = kinds[kind];
    const { zh, en } = KIND_WORDS[kind];
    if (count !== undefined) sentences.push({ zh: `${zh} ${said(count)} 张`, en: `${said(count)} ${en}` });
  }
  const { after, before } = readReplay(replay).result?.figures ?? { after: null, before: null };
  if (after && before) {
    const shift = ({ zh, en }: Text, was: number, is: number) => {
      const figures = `${said(was)} → ${said(is)}`;
      if (was !== is) sentences.push({ zh: `${zh} ${figures}`, en: `${en} ${figures}` });
    };
    shift(FIGURE_WORDS.breached, before.watches.breached, after.watches.breached);
    shift(FIGURE_WORDS.saved, before.merge.saved, after.merge.saved);
    shift(FIGURE_WORDS.late, before.merge.late, after.merge.late);
  }
  return sentences;
}
