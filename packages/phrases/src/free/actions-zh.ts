import type { NodeOf } from "@switchyard/flow";
import { readFactName } from "../condition/fact-name.ts";
import { ends, readQuoted } from "../condition/values.ts";
import { fieldValue } from "../phrase/actions.ts";
import { byName, type Said } from "../phrase/parts.ts";
import { readNumber } from "../source/numbers.ts";
import { type Reader, sticky } from "../source/reader.ts";
import type { Found } from "./found.ts";
import { readMessage } from "./message.ts";
import { readPeople } from "./people.ts";
import { destinationAlone, route, tag } from "./send-zh.ts";
import { alert, endpointAlone, give, taskFor, tell, WARN } from "./tell-zh.ts";

/** What is to be done, as people say it in Chinese. */

const s = (words: string) => sticky(` ?(?:${words}) ?`);
const SCOPES: [RegExp, NodeOf<"freeze">["scope"]][] = [
  [s("(?:该|此|这个)?(?:订单|单子?)(?:付款)?"), "order"],
  [s("(?:所有)?(?:含|含有|同)?(?:该|此|这个)?(?:批次|批号)(?:的)?(?:所有)?(?:订单)?"), "batch"],
  [s("(?:该|此|这个)?(?:客户|买家)(?:的)?(?:付款|权限)?"), "customer"],
  [s("(?:该|此|这个)?(?:品牌)(?:的)?(?:付款|货款|款项)?"), "brand"],
  // Payment is what a brand owes; freezing it freezes the brand.
  [s("(?:付款|货款|款项)"), "brand"],
];

const OF_WHICH: Readonly<Record<string, NodeOf<"freeze">["scope"]>> = {
  批次: "batch",
  客户: "customer",
  买家: "customer",
  品牌: "brand",
};

function freeze(reader: Reader): Found {
  const from = reader.at;
  const verb = reader.take(s("(?:财务)?(冻结|解冻|解除冻结)"))?.[1];
  if (verb === undefined) return null;
  const spoken = /的(批次|客户|买家|品牌),?\s*$/.exec(reader.source.low.slice(Math.max(0, from - 12), from))?.[1];
  const scope =
    SCOPES.find(([word]) => reader.take(word) !== null)?.[1] ??
    // 「投诉三次的批次，冻结」: what was spoken of.
    (reader.done || ends(reader) ? (OF_WHICH[spoken ?? ""] ?? "order") : null);
  if (scope === null) return null;
  return verb === "冻结" ? { kind: "freeze", scope, reason: readMessage(reader) } : { kind: "unfreeze", scope };
}

const TARGETS: [RegExp, NodeOf<"pause_channel">["target"]][] = [
  [s("(?:该|这个|此)?(?:渠道|平台|店铺)(?:的)?(?:订单)?(?:流入|接入|接单)?|订单流入|接单"), "channel"],
  [s("(?:该|这个|此)?(?:车间|产线)(?:的)?(?:后续)?(?:派单|接单)?|(?:后续|给该车间|向该车间)?(?:的)?派单"), "workshop"],
  [s("(?:该|这个|此)?(?:波次)"), "wave"],
  [
    s(
      "(?:该|这个|此)?(?:商品|货品|sku|款)(?:在?(?:所有|全|各)(?:个)?平台上?的?(?:销售|售卖)|的?销售)?|所有平台(?:的)?销售|(?:所有|全)平台(?:的)?(?:销售)?|销售|在?所有平台的?销售",
    ),
    "sku",
  ],
];

/** 「停售」「下架」: an article, without saying so. */
const OFF_SALE = s(
  "(?:在)?(?:所有|全|各)?(?:平台|渠道|店铺)?(?:自动)?(?:停售|下架|停止销售|停卖|暂停售卖)(?:该|这个|此)?(?:商品|货品)?",
);
const ON_SALE = s("(?:在)?(?:所有|全|各)?(?:平台|渠道|店铺)?(?:重新|恢复)(?:上架|销售|售卖)");

function pause(reader: Reader): Found {
  if (reader.take(OFF_SALE) !== null) return { kind: "pause_channel", target: "sku", reason: readMessage(reader) };
  if (reader.take(ON_SALE) !== null) return { kind: "resume_channel", target: "sku" };
  const verb = reader.take(s("(?:先|自动)?(暂停|停止|停掉|停下|停|恢复)(?:给|向)?"))?.[1];
  if (verb === undefined) return null;
  if (verb !== "恢复" && reader.take(s("(?:处理)?(?:该|这张)?订单(?!流入)(?:处理)?|处理(?:该?订单)?")) !== null)
    return { kind: "hold", reason: readMessage(reader) };
  const target = TARGETS.find(([word]) => reader.take(word) !== null)?.[1];
  if (target === undefined) return null;
  return verb === "恢复"
    ? { kind: "resume_channel", target }
    : { kind: "pause_channel", target, reason: readMessage(reader) };
}

const HOLD = s(
  "(?:阻断出库|停止出库|禁止出库|不许出库|拦截出库|挂起来?|(?:先|暂|都)?不发(?=[ ,;。]|$)|暂缓(?:处理|发货)?|(?:先|暂)?不(?:处理|发货|派单|排产)(?!的)|扣住|扣下|压住|压着|压下|压一压|压一下|(?:先)?(?:别|不要|不准|不能)(?:发货?|派单?)了?(?=$|[ ,;。])|(?:先)?挂着(?=$|[ ,;。])|按住|先(?:别|不要|不)(?:处理|发货?|派单?|排产|动)(?=$|[ ,;。等])|拦截|拦下来?(?:别发了?|不发)?|hold住?)(?:该|这张)?(?:订单)?",
);
const RELEASE = s("(?:解除挂起|放行|解除拦截|释放)(?:该|这张)?(?:订单)?");
const RESERVE = s("(?:为每一行)?(?:自动)?(?:预占|锁定?|占用|预留|本地锁)(?:相应|所有)?(?:的)?库存");
const GIFT = s("(?:加赠品|加赠|赠送|加送|附赠|送|加)(?:一行|一?份|个)?(?:赠品)?(?:行)?");

function gift(reader: Reader): Found {
  if (reader.take(GIFT) === null) return null;
  const count = reader.attempt(() => {
    const value = readNumber(reader);
    return value !== null && reader.take(s("(?:件|个|份|行|支)(?:的)?(?:赠品)?")) !== null ? value : null;
  });
  const from = reader.at;
  const sku =
    readQuoted(reader) ?? (reader.take(/[a-z0-9][a-z0-9_-]{2,40}(?![a-z0-9_-])/y) === null ? null : reader.raw(from));
  if (sku === null || !/[A-Za-z0-9]/.test(sku)) return null;
  const later =
    count ??
    reader.attempt(() => {
      reader.take(/ ?[x×*]? ?/y);
      const value = readNumber(reader);
      return value !== null && reader.take(s("(?:件|个|份|支)")) !== null ? value : null;
    });
  return { kind: "add_line", sku, qty: later ?? 1 };
}

function setField(reader: Reader): Found {
  reader.take(s("(?:把|将)?"));
  const field = readFactName(
    reader,
    (one) => one !== "due_in_days" && !/^(due_in|paid_minute|age_|paid_hours)/.test(one),
  );
  if (field === null || reader.take(s("(?:改|设|置|设置|调|变更|修改)(?:为|成|到)")) === null) return null;
  const value = fieldValue(reader, field);
  return value === null ? null : { kind: "set_field", field, value };
}

const APPROVE = s(
  "(?:来|先|再|重新)*(?:审批|批准|审核|确认|签字|签批|会签|过目|批|点头)(?:一下|通过|同意)?(?:才能?(?:继续|往下走|发货|派单|放行))?",
);

/** 「财务批了才能走」「PMC批了再派」: who approves comes first. */
const MAY_APPROVE = /(?=[^,;。\n]{1,12}(?:批|点头|同意|签字))/y;
const APPROVES = sticky(
  " ?(?:来|先)?(?:审批|批准|批|点头|同意|签字)(?:了|过)?(?:以后|之后|后)?(?:才能?(?:继续|往下走|发货?|派单?|放行|走|行)|再?(?=派|发|走)|(?=[ ,;。\\n]|$))",
);

/** 「一律要审核」: by whom is asked of the author by the checks. */
const NEEDS_APPROVAL = sticky(
  " ?(?:都|一律)?(?:要|需要?|必?须|得)(?:经过?|走)?(?:人工)?(?:审批|审核|批准)(?=$|[,;。\\n])",
);

function approval(reader: Reader): Found {
  const popup = reader.take(s("(?:触发|弹出|弹)([^\\s,;。→]{0,16}?)(?:确认|提示)?(?:弹窗|窗)(?!提醒|通知)"));
  if (popup !== null)
    return {
      kind: "approval",
      title: reader
        .raw(popup.index, popup.index + popup[0].length)
        .replace(/^ ?(?:触发|弹出|弹)/, "")
        .replace(/(?:确认|提示)?(?:弹窗|窗) ?$/, ""),
      approvers: [],
      levels: 1,
    };
  const shown = reader.attempt(() => reader.take(/ ?([^\s,;:。→()]{2,10}?)弹窗(?!提醒|通知)/y)?.[1]);
  if (shown != null) {
    const options = readMessage(reader);
    return { kind: "approval", title: options === "" ? shown : `${shown}：${options}`, approvers: [], levels: 1 };
  }
  const sluice = reader.attempt(() => {
    const people = readPeople(reader);
    const title = people === null || people.customer ? null : reader.take(/([^\s,;:。→()]{2,10}?)开关/y)?.[1];
    return people === null || title == null ? null : { people, title };
  });
  if (sluice !== null) return { kind: "approval", title: sluice.title, approvers: sluice.people.to, levels: 1 };
  const levels = reader.take(s("(?:需要?|须|走)?([一二三1-5])级(?:审批|会签)"))?.[1];
  if (levels !== undefined)
    return {
      kind: "approval",
      title: readMessage(reader),
      approvers: [],
      levels: /\d/.test(levels) ? Number(levels) : "一二三".indexOf(levels) + 1,
    };
  const first = reader.attempt(() => {
    const people = reader.look(MAY_APPROVE) === null ? null : readPeople(reader);
    return people === null || people.customer || reader.take(APPROVES) === null ? null : people;
  });
  if (first !== null) return { kind: "approval", title: "", approvers: first.to, levels: 1 };
  if (reader.take(NEEDS_APPROVAL) !== null) return { kind: "approval", title: "", approvers: [], levels: 1 };
  const asked = reader.take(s("(?:请|由|需要?|要|得|须|让|等|提交给?|交给?|报|送|找|转)(?:经过?|过(?:一下)?|由|请)?"));
  if (asked === null) return null;
  const people = readPeople(reader);
  if (people === null || people.customer) return null;
  // 「要过财务」 is an approval without the word.
  if (reader.take(APPROVE) === null && !(/[^经]过/.test(asked[0]) && (reader.done || ends(reader)))) return null;
  return { kind: "approval", title: readMessage(reader), approvers: people.to, levels: 1 };
}

function subflow(reader: Reader): Found {
  if (reader.take(s("(?:执行|运行|跑|走|进入)(?:流程)?")) === null) return null;
  const flow = byName(reader, reader.lexicon.flows);
  if (flow !== null) reader.take(s("(?:流程)?"));
  return flow === null ? null : { kind: "subflow", flow };
}

const simple =
  (words: RegExp, said: (reader: Reader) => Said) =>
  (reader: Reader): Found =>
    reader.take(words) === null ? null : said(reader);

export const ACTIONS_ZH: readonly ((reader: Reader) => Found)[] = [
  endpointAlone,
  approval,
  subflow,
  setField,
  simple(HOLD, (reader) => ({ kind: "hold", reason: readMessage(reader) })),
  simple(RELEASE, () => ({ kind: "release" })),
  simple(RESERVE, () => ({ kind: "reserve_stock" })),
  freeze,
  pause,
  tag,
  give,
  taskFor,
  tell,
  gift,
  route,
  destinationAlone,
  simple(WARN, (reader) => alert("inbox", [], readMessage(reader))),
];
