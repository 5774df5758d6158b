/** What the core records, in words: why an event changed nothing, waits, or did something else than it asked. */
import { DEFAULT_STATE_MACHINE, factSpec, type StateMachine, stateNamed, type Text } from "@switchyard/orders";
import type { RecordCode } from "./effect.ts";

type Data = Record<string, unknown>;
type Say = (data: Data, machine: StateMachine) => Text;

const text = (zh: string, en: string): Text => ({ zh, en });
const word = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value) : "");
const list = (value: unknown) => (Array.isArray(value) ? value.map(word).join(", ") : word(value));

/** A state's name in both languages; one that the machine does not know keeps its id. */
function stateText(machine: StateMachine, id: unknown): Text {
  const label = typeof id === "string" ? stateNamed(machine, id)?.label : undefined;
  return label === undefined ? text(`「${word(id)}」`, `"${word(id)}"`) : text(`「${label.zh}」`, `"${label.en}"`);
}
const EVIDENCE: Record<string, Text> = {
  hand: text("人工确认", "a person's word"),
  scan: text("扫描", "a scan"),
  courier: text("快递回传", "the courier's callback"),
  platform: text("平台回传", "the platform's callback"),
};
const evidenceText = (kinds: unknown): Text => {
  const all = word(kinds).split("|").flatMap((kind) => EVIDENCE[kind] ?? []); // biome-ignore format: one line
  return text(all.map(({ zh }) => zh).join("或"), all.map(({ en }) => en).join(" or "));
};

const conflict: Say = ({ code, from, to, missing }, machine) => {
  const [before, after] = [stateText(machine, from), stateText(machine, to)];
  if (code === "unknown_state") return text(`没有状态${after.zh}`, `There is no state ${after.en}`);
  if (code === "evidence") {
    const needs = evidenceText(missing);
    return text(`到${after.zh}需要${needs.zh}作为凭证`, `${after.en} needs ${needs.en} as evidence`);
  }
  if (code === "missing_step") {
    const step = stateText(machine, missing);
    return text(
      `缺少${step.zh}，不能从${before.zh}到${after.zh}`,
      `${step.en} is missing: ${before.en} cannot become ${after.en} yet`,
    );
  }
  return text(`不能从${before.zh}到${after.zh}`, `${before.en} cannot become ${after.en}`);
};

const waiting: Say = ({ to, missing }, machine) => {
  if (missing === undefined)
    return text("订单还没有到，先等着，到了再处理", "The order has not come yet; this waits for it");
  const [state, step] = [stateText(machine, to), stateText(machine, missing)];
  return text(`${state.zh}先等着：还缺${step.zh}`, `${state.en} waits until ${step.en} is done`);
};

const late: Say = ({ state }, machine) => {
  if (state === undefined) return text("比已知的旧，只作记录", "Older than what is known; only recorded");
  const said = stateText(machine, state);
  return text(`${said.zh}比已知的旧，只作记录`, `${said.en} is older than what is known; only recorded`);
};

const NOTED: Record<string, Say> = {
  blocked: ({ to, code }, machine) => {
    const state = stateText(machine, to);
    return code === "frozen"
      ? text(`订单被冻结，不能到${state.zh}`, `The order is frozen and cannot become ${state.en}`)
      : text(`订单已挂起，不能到${state.zh}`, `The order is on hold and cannot become ${state.en}`);
  },
  same_po: ({ source, external_id, differs }) => {
    const fields = (Array.isArray(differs) ? differs.map(word) : []).map((name) =>
      name === "lines" ? text("订单行", "lines") : (factSpec(name)?.label ?? text(name, name)),
    );
    const [zh, en] = [fields.map((one) => one.zh).join("、"), fields.map((one) => one.en).join(", ")];
    return text(
      `采购单号与 ${word(source)} 的订单 ${word(external_id)} 相同，可能是同一单${zh === "" ? "" : `；不一致的字段：${zh}`}`,
      `It has the PO number of order ${word(external_id)} from ${word(source)} and may be the same order${en === "" ? "" : `; fields that differ: ${en}`}`,
    );
  },
  cancel_too_late: ({ status }, machine) => {
    const state = stateText(machine, status);
    return text(
      `订单已是${state.zh}，不能取消，已转为拦截`,
      `The order is ${state.en} already: it cannot be cancelled and is intercepted`,
    );
  },
  held_already: () => text("订单已被人工挂起", "A person holds the order already"),
  not_held: () => text("订单没有被挂起", "The order is not on hold"),
  cancelled: () => text("订单已取消", "The order is cancelled"),
  cancelled_already: () => text("订单已取消，不必再挂起", "The order is cancelled; there is nothing to hold"),
  nothing_to_resume: () => text("没有需要恢复的暂停", "Nothing was paused there"),
  paused_already: () => text("已经暂停了", "It is paused already"),
  destination_paused: ({ name }) => text(`「${word(name)}」已暂停`, `"${word(name)}" is paused`),
  destination_opened: ({ name }) => text(`「${word(name)}」已恢复`, `"${word(name)}" is open again`),
  frozen_already: () => text("已经冻结了", "It is frozen already"),
  linked_already: ({ lot }) => text(`批次「${word(lot)}」已关联过`, `Lot "${word(lot)}" was linked already`),
  not_linked: ({ lot }) => text(`批次「${word(lot)}」没有关联`, `Lot "${word(lot)}" is not linked`),
  nothing_to_link: () => text("没有可关联的下游", "There is nothing to link it to"),
  not_frozen: () => text("没有被冻结", "It is not frozen"),
  unknown_status: ({ code }) => text(`不认识的平台状态 ${word(code)}`, `Unknown platform status ${word(code)}`),
  unknown_courier: ({ code }) => text(`不认识的物流节点 ${word(code)}`, `Unknown courier node ${word(code)}`),
  platform_unchanged: () => text("平台状态没有变化", "The platform's status did not change"),
  credit: () => text("额度已更新", "The credit is updated"),
};

const SAY: Partial<Record<RecordCode | "pool" | "intercept" | "quarantine", Say>> = {
  state_conflict: conflict,
  waiting,
  late,
  noted: (data, machine) => NOTED[word(data.what)]?.(data, machine) ?? text("已记录", "Recorded"),
  duplicate: () => text("同一事件已处理过，没有再做", "This event was done before; nothing was done again"),
  cancelled: () => text("订单已取消", "The order is cancelled"),
  unknown_state: ({ state }) => text(`没有状态「${word(state)}」`, `There is no state "${word(state)}"`),
  unknown_event: ({ type }) => text(`不认识的事件 ${word(type)}`, `Unknown event ${word(type)}`),
  bad_data: () => text("内容无法使用，已留待处理", "The content cannot be used and is kept aside"),
  failed: () => text("处理出错，已留待处理", "It could not be decided and is kept for a retry"),
  over_budget: () => text("计算超出上限，已留待处理", "It went over its budget and is kept for a retry"),
  gone: () => text("已经不在了，没有可做的", "It is gone already; there was nothing to do"),
  stale_timer: () => text("定时器已失效", "The timer no longer counts"),
  locked: ({ names }) => text(`人工锁定：${list(names)}`, `Set by hand and locked: ${list(names)}`),
  unlocked: ({ names }) => text(`解除锁定：${list(names)}`, `Given back to the flows: ${list(names)}`),
  reconsidered: () => text("已重新判断", "Looked at again"),
  unpooled: () => text("从人工干预池放行", "Released from the manual pool"),
  watch_started: () => text("时限开始", "A deadline started"),
  watch_restarted: () => text("时限重新开始", "A deadline started anew"),
  watch_kept: () => text("时限内完成", "A deadline was kept"),
  watch_breached: () => text("时限已超", "A deadline was missed"),
  watch_cancelled: () => text("时限取消", "A deadline was cancelled"),
  batch_opened: () => text("新开一个合并批次", "A batch was opened"),
  batch_excluded: ({ why }) =>
    why === "kept_back"
      ? text("已挂起或冻结，先不合并，放行后再合并", "Held or frozen: not merged until it is let go")
      : text("不参与合并", "Not taken into a batch"),
  pool: () => text("接入已暂停，进入人工干预池等候", "Intake is paused; it waits in the manual pool"),
  intercept: (_, machine) => {
    const { zh, en } = stateText(machine, "Cancelled");
    return text(`来不及到${zh}，已要求拦截`, `Too late for ${en}: an interception is asked for`);
  },
  quarantine: () => text("内容无法使用，已隔离", "It cannot be used and is quarantined"),
};

/** What was recorded, or null where a code is no record of the core. */
export function recordText(code: string, data: Data, machine: StateMachine = DEFAULT_STATE_MACHINE): Text | null {
  return Object.hasOwn(SAY, code) ? (SAY[code as keyof typeof SAY]?.(data, machine) ?? null) : null;
}
