import type { NodeOf } from "@switchyard/flow";
import { readFactName } from "../condition/fact-name.ts";
import { ends, readQuoted, readValue } from "../condition/values.ts";
import { fieldValue } from "../phrase/actions.ts";
import { byName, type Said } from "../phrase/parts.ts";
import { readNumber } from "../source/numbers.ts";
import { type Reader, sticky } from "../source/reader.ts";
import { type Found, OBJECT } from "./found.ts";
import { readMessage } from "./message.ts";
import { readPeople } from "./people.ts";

/** What is to be done, as people say it in Chinese. */

const s = (words: string) => sticky(` ?(?:${words}) ?`);

const ROUTE = s(
  "(?:派|分|转|发|调|分配|分派|分拣|流转|路由|派单|进|转入|分流|归|放|送|转派|改派)(?:到|往|给|至|入|去|进)|推送(?:到|给|至)?|推到|推给|走|进入?|交给|由|从|派|发|去|转",
);
const ROUTE_END = s("(?:优先(?:发货|处理)?|发货|处理|生产|来做|车间|加工|发|的?波次|看板)?");
const ALONE = s("(?:优先(?:走|派到?)?|走|安排到?)?");

function route(reader: Reader): Found {
  const verb = reader.take(ROUTE);
  if (verb === null) return null;
  const weak = /^ ?(?:由|从|进|走|进入|发给|交给|派|发|去|转) ?$/.test(verb[0]);
  const endpoint = reader.attempt(() => (/推/.test(verb[0]) ? byName(reader, reader.lexicon.endpoints) : null));
  if (endpoint !== null) return { kind: "webhook", event: "order_received", endpoint };
  const people = /推|给/.test(verb[0]) ? readPeople(reader) : null;
  if (people !== null && !people.customer) return alert("inbox", people.to, readMessage(reader));
  const destination = byName(reader, reader.lexicon.destinations);
  if (destination === null)
    return weak || reader.lexicon.values.longest(reader.source.low, reader.at) !== null ? null : OBJECT.destination;
  reader.take(ROUTE_END);
  return { kind: "route", destination };
}

/** 「宁波保税仓优先」: a destination by itself, where something is to be done. */
function destinationAlone(reader: Reader): Found {
  reader.take(ALONE);
  const destination = byName(reader, reader.lexicon.destinations);
  if (destination === null) return null;
  const end = reader.take(ROUTE_END);
  return end !== null && (end[0].trim() !== "" || reader.done || /[,;。\n]/.test(reader.char))
    ? { kind: "route", destination }
    : null;
}

const COLOURS = s("标(红|黄|绿|橙|蓝)(?:色)?(?:显示|处理)?");
const TAG = s(
  "(?:打上?|贴上?|加上?|打个|贴个)(?:个)?(?:标签|标记)(?:为|:|是)?|打标签?(?:为|:|是)?|标(?:记|注|示|识)(?:为|成|上|:)?|标为|打标",
);
const TAG_AROUND = s("(?:打上?|贴上?|加上?|打个|贴个)");
const TAG_END = s("(?:的)?(?:标签|标记|标)");
const UNTAG = s("(?:去掉|取消|移除|删除|撤掉|摘掉)(?:标签|标记)");
const UNTAG_AROUND = s("(?:去掉|取消|移除|删除|撤掉|摘掉)");

function tag(reader: Reader): Found {
  const colour = reader.take(COLOURS)?.[1];
  if (colour !== undefined) return { kind: "tag", tag: `标${colour}` };
  if (reader.take(UNTAG) !== null) {
    const value = readValue(reader, "tags");
    return value === null ? OBJECT.tag : { kind: "untag", tag: value };
  }
  const off = reader.attempt(() => (reader.take(UNTAG_AROUND) === null ? null : around(reader)));
  if (off !== null) return { kind: "untag", tag: off };
  const said = reader.attempt(() =>
    reader.take(TAG_AROUND) === null || reader.look(/标/y) !== null ? null : around(reader),
  );
  if (said !== null) return { kind: "tag", tag: said };
  if (reader.take(TAG) === null) return null;
  const value = readValue(reader, "tags");
  if (value === null) return OBJECT.tag;
  reader.take(TAG_END);
  return { kind: "tag", tag: value };
}

function around(reader: Reader): string | null {
  const value = readQuoted(reader) ?? reader.lexicon.tags.longest(reader.source.low, reader.at)?.values[0] ?? null;
  if (value === null) {
    const free = reader.take(/([^\s,;:。、的标]{1,12})(?=的?(?:标签|标记))/y);
    if (free === null) return null;
    const text = reader.raw(reader.at - free[0].length);
    return reader.take(TAG_END) === null ? null : text;
  }
  const known = reader.lexicon.tags.longest(reader.source.low, reader.at);
  if (known !== null) reader.at += known.length;
  return reader.take(TAG_END) === null && known === null ? null : value;
}

const CHANNELS: [RegExp, NodeOf<"alert">["channel"]][] = [
  [s("(?:发送?|用|通过)?(?:企业微信|企微)(?:消息|群)?"), "wecom"],
  [s("(?:发送?|用|通过)?(?:钉钉)(?:消息|群)?"), "dingtalk"],
  [s("(?:发送?|用|通过)?(?:飞书)(?:消息|群)?"), "feishu"],
  [s("(?:发送?|用|通过)?(?:短信)"), "sms"],
  [s("(?:发送?|用|通过)?(?:邮件|电子邮件|邮箱)"), "email"],
  [s("(?:发送?|用|通过)?(?:站内信?|弹窗|系统消息)"), "inbox"],
];
const WECHAT = s("(?:发送?|用|通过)?微信(?:服务号)?(?:消息)?");
const TELL = s("(?:联系(?=客户|买家)|提醒|通知|告知|告警|预警|报警|知会|推送|催一?下?|叫|喊|发)(?:给|到|一下|下)?");
const TELL_MAYBE = s("(?:提醒|通知|告知|告警|预警|报警|知会|推送|发)?(?:给|到|一下)?");
const WARN = s("(?:发出?|触发|推送)?(?:告警|预警|报警|提醒)");

const alert = (channel: NodeOf<"alert">["channel"], to: string[], text: string): Said => ({
  kind: "alert",
  to,
  channel,
  level: 1,
  text,
});

/** 「企微@主管」「短信班组长」「提醒主管核对地址」「微信通知客户」. */
function tell(reader: Reader): Found {
  const wechat = reader.take(WECHAT) !== null;
  const channel = wechat ? undefined : CHANNELS.find(([word]) => reader.take(word) !== null)?.[1];
  const named = wechat || channel !== undefined;
  const asked = reader.take(named ? TELL_MAYBE : TELL);
  const at = reader.look(/@/y) !== null;
  if (!named && asked === null && !at) return null;
  const people = readPeople(reader);
  if (people === null)
    return named || /[提通告]/.test(asked?.[0] ?? "")
      ? (named ? /[预告报提通]/ : /预警|告警|报警|提醒/).test(asked?.[0] ?? "") && (reader.done || ends(reader))
        ? alert(channel ?? "inbox", [], readMessage(reader))
        : OBJECT.person
      : null;
  const text = readMessage(reader);
  if (people.customer && people.to.length === 0)
    return {
      kind: "notify",
      to: "customer",
      channel: wechat ? "wechat" : channel === "email" ? "email" : "sms",
      template: text,
    };
  if (people.customer) return null;
  if (wechat) return alert("wecom", people.to, text);
  return alert(channel ?? "inbox", people.to, text);
}

/** 「给客服派任务：…」「给客户发短信」「建任务给客服」. */
const TASK = s("(?:派发?|建|创建|新建|发|下发|生成|开)(?:一?个|条|张)?(?:关怀)?(?:任务|工单|待办)(?:单)?");
const SEND = s("发(?:一?条)?(短信|微信|邮件|消息|企微|企业微信|钉钉)(?:消息|通知|提醒)?");

/** 「客服企微任务」「客服关怀工单(含历史投诉摘要)」: somebody, and what is given to them. */
function taskFor(reader: Reader): Found {
  const people = readPeople(reader);
  if (people === null || people.customer) return null;
  const end = reader.take(s("(?:的)?(?:企微|企业微信|钉钉|关怀|人工|跟进|回访)?(?:任务|工单|待办)"));
  return end === null ? null : { kind: "task", to: people.to, title: readMessage(reader) };
}

/** 「打印面单」: a system by the name of what it does. */
function endpointAlone(reader: Reader): Found {
  const endpoint = byName(reader, reader.lexicon.endpoints);
  return endpoint === null || !(reader.done || ends(reader))
    ? null
    : { kind: "webhook", event: "order_received", endpoint };
}

function give(reader: Reader): Found {
  if (reader.take(s("给|向|让|安排")) !== null) {
    const people = readPeople(reader);
    if (people === null) return null;
    if (reader.take(TASK) !== null)
      return people.customer ? null : { kind: "task", to: people.to, title: readMessage(reader) };
    const how = reader.take(SEND)?.[1];
    if (how === undefined) {
      const asked = people.customer ? "" : readMessage(reader);
      return asked === "" ? null : { kind: "task", to: people.to, title: asked };
    }
    const text = readMessage(reader);
    if (people.customer)
      return {
        kind: "notify",
        to: "customer",
        channel: how === "微信" ? "wechat" : how === "邮件" ? "email" : "sms",
        template: text,
      };
    return alert(
      how === "短信"
        ? "sms"
        : how === "邮件"
          ? "email"
          : how === "钉钉"
            ? "dingtalk"
            : how === "消息"
              ? "inbox"
              : "wecom",
      people.to,
      text,
    );
  }
  const manual = reader.take(s("(?:自动)?转(?:入)?人工(?:处理|跟进|客服)?"));
  if (manual !== null && reader.look(/干预池|池/y) === null) return { kind: "task", to: [], title: "转人工处理" };
  if (manual !== null) return null;
  const wecom = reader.take(s("(?:推送)?(?:企微|企业微信)?(?:任务|工单)(?:到|给|至)")) !== null;
  if (!wecom && reader.take(TASK) === null) return null;
  reader.take(s("(?:给|到|至)?"));
  const people = readPeople(reader);
  if (people !== null) reader.take(s("(?:企微|企业微信)?"));
  return people?.customer === true ? null : { kind: "task", to: people?.to ?? [], title: readMessage(reader) };
}

const SCOPES: [RegExp, NodeOf<"freeze">["scope"]][] = [
  [s("(?:该|此|这个)?(?:订单|单子?)(?:付款)?"), "order"],
  [s("(?:该|此|这个)?(?:批次|批号)(?:的)?(?:所有)?(?:订单)?"), "batch"],
  [s("(?:该|此|这个)?(?:客户|买家)(?:的)?(?:付款|权限)?"), "customer"],
  [s("(?:该|此|这个)?(?:品牌)(?:的)?(?:付款|货款|款项)?"), "brand"],
  // Payment is what a brand owes; freezing it freezes the brand.
  [s("(?:付款|货款|款项)"), "brand"],
];

function freeze(reader: Reader): Found {
  const verb = reader.take(s("(?:财务)?(冻结|解冻|解除冻结)"))?.[1];
  if (verb === undefined) return null;
  const scope =
    SCOPES.find(([word]) => reader.take(word) !== null)?.[1] ?? (reader.done || ends(reader) ? "order" : null);
  if (scope === null) return null;
  return verb === "冻结" ? { kind: "freeze", scope, reason: readMessage(reader) } : { kind: "unfreeze", scope };
}

const TARGETS: [RegExp, NodeOf<"pause_channel">["target"]][] = [
  [s("(?:该|这个|此)?(?:渠道|平台|店铺)(?:的)?(?:订单)?(?:流入|接入|接单)?|订单流入|接单"), "channel"],
  [s("(?:该|这个|此)?(?:车间|产线)(?:的)?(?:后续)?(?:派单|接单)?|(?:后续|给该车间|向该车间)?(?:的)?派单"), "workshop"],
  [s("(?:该|这个|此)?(?:波次)"), "wave"],
  [
    s(
      "(?:该|这个|此)?(?:商品|货品|sku)(?:的?销售)?|所有平台(?:的)?销售|(?:所有|全)平台(?:的)?(?:销售)?|销售|在?所有平台的?销售",
    ),
    "sku",
  ],
];

function pause(reader: Reader): Found {
  const verb = reader.take(s("(暂停|停止|停掉|停|恢复)(?:给|向)?"))?.[1];
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
  "(?:阻断出库|停止出库|禁止出库|不许出库|拦截出库|挂起|暂缓(?:处理|发货)?|(?:先|暂)?不(?:处理|发货|派单|排产)|扣住|拦截|拦下|hold住?)(?:该|这张)?(?:订单)?",
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

const APPROVE = s("(?:来)?(?:审批|批准|审核|确认|签字)");

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
  const levels = reader.take(s("(?:需要?|须|走)?([一二三1-5])级(?:审批|会签)"))?.[1];
  if (levels !== undefined)
    return {
      kind: "approval",
      title: readMessage(reader),
      approvers: [],
      levels: /\d/.test(levels) ? Number(levels) : "一二三".indexOf(levels) + 1,
    };
  if (reader.take(s("(?:请|由|需要?|须|提交给?|报|送|找|转)")) === null) return null;
  const people = readPeople(reader);
  if (people === null || people.customer || reader.take(APPROVE) === null) return null;
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
