import type { NodeOf, StepQuietHours } from "@switchyard/flow";
import { typeOf } from "../condition/fact-name.ts";
import { readAmount } from "../condition/operand.ts";
import { readQuoted, readValue } from "../condition/values.ts";
import { readInstant } from "../source/moments.ts";
import { readNumber } from "../source/numbers.ts";
import type { Reader } from "../source/reader.ts";
import {
  type Both,
  both,
  byLabel,
  byName,
  freeText,
  LIST,
  listOf,
  notFilled,
  type Said,
  type Sentence,
  take,
} from "./parts.ts";
import { rawName } from "./triggers.ts";

/** What is done, as the generator says it. */

const NOBODY = both("\\(未选人\\)", "\\(nobody yet\\)");
const CHANNELS: [NodeOf<"alert">["channel"], Both][] = [
  ["inbox", both("站内", "inbox")],
  ["wecom", both("企业微信", "wecom")],
  ["dingtalk", both("钉钉", "dingtalk")],
  ["feishu", both("飞书", "feishu")],
  ["sms", both("短信", "sms")],
  ["email", both("邮件", "e-mail")],
];
const NOTICES: [NodeOf<"notify">["channel"], Both][] = [
  ["sms", both("短信", "sms")],
  ["wechat", both("微信", "wechat")],
  ["email", both("邮件", "e-mail")],
];
const SCOPES: [NodeOf<"freeze">["scope"], Both][] = [
  ["order", both("该订单", "the order")],
  ["brand", both("该品牌", "the brand")],
  ["batch", both("该批次", "the batch")],
  ["customer", both("该客户", "the customer")],
];
const TARGETS: [NodeOf<"pause_channel">["target"], Both][] = [
  ["channel", both("该渠道", "the channel")],
  ["workshop", both("该车间", "the workshop")],
  ["wave", both("该波次", "the wave")],
  ["sku", both("该商品", "the item")],
];
const oneOf = <T>(reader: Reader, rows: [T, Both][]): T | null =>
  rows.find(([, word]) => take(reader, word) !== null)?.[0] ?? null;

export function people(reader: Reader): string[] | null {
  if (take(reader, NOBODY) !== null) return [];
  return listOf(reader, LIST, () => byName(reader, reader.lexicon.people));
}

const after =
  (start: Both, read: (reader: Reader) => Said | null): Sentence =>
  (reader) =>
    take(reader, start) === null ? null : read(reader);

const EMPTY: readonly Both[] = [both("\\(未选去向\\)", "\\(no destination yet\\)")];
function destination(reader: Reader): string | null {
  return EMPTY.some((blank) => take(reader, blank) !== null) ? "" : byName(reader, reader.lexicon.destinations);
}

function route(reader: Reader): Said | null {
  const to = destination(reader);
  return to === null ? null : { kind: "route", destination: to };
}

function routeLines(reader: Reader): Said | null {
  reader.scope = "line";
  const lines = reader.condition();
  reader.scope = "order";
  if (lines === null || take(reader, both(" 的行派到 ", " to ")) === null) return null;
  const to = destination(reader);
  return to === null ? null : { kind: "route", destination: to, lines };
}

function setField(reader: Reader): Said | null {
  const field = byLabel(reader);
  if (field === null || take(reader, both(" ?改为 ", " to ")) === null) return null;
  if (take(reader, both("\\(空\\)", "\\(empty\\)")) !== null) return { kind: "set_field", field, value: "" };
  const value = fieldValue(reader, field);
  return value === null ? null : { kind: "set_field", field, value };
}

/** A value of the field's own type. */
export function fieldValue(reader: Reader, field: string): string | number | boolean | null {
  const type = typeOf(reader, field);
  if (type === "instant") return readInstant(reader);
  if (type === "boolean") {
    const word = reader.take(/是|否|yes\b|no\b/y)?.[0];
    return word === undefined ? null : word === "是" || word === "yes";
  }
  if (type === "number" || type === "money" || type === "duration") return readAmount(reader, field);
  return readValue(reader, field);
}

function addLine(reader: Reader): Said | null {
  const qty = readNumber(reader);
  if (qty === null || take(reader, both("件 ", " pieces? of ")) === null) return null;
  if (notFilled(reader)) return { kind: "add_line", qty, sku: "" };
  const from = reader.at;
  const sku = readQuoted(reader) ?? (reader.take(/[^\s(]+/y) === null ? null : reader.raw(from));
  if (sku === null) return null;
  const name = reader.take(/ ?\((.*)\)$/y);
  return {
    kind: "add_line",
    qty,
    sku,
    ...(name === null ? {} : { name: reader.raw(reader.at - (name[1]?.length ?? 0) - 1, reader.at - 1) }),
  };
}

/** What a step says of quiet hours stands behind its words. */
const QUIET =
  /[（(](?:(\d\d:\d\d)–(\d\d:\d\d) ?免打扰|不受免打扰限制)[）)]$| \((?:not between (\d\d:\d\d) and (\d\d:\d\d)|at any hour)\)$/;

function told<K extends "text" | "template">(reader: Reader, words: K) {
  const hasWords = reader.look(/[:：]/y) !== null;
  const said = hasWords ? freeText(reader) : reader.raw(reader.at, reader.source.raw.length);
  const found = QUIET.exec(said);
  if (!hasWords && found?.index === 0) reader.at = reader.source.raw.length;
  const [start, end] = [found?.[1] ?? found?.[3], found?.[2] ?? found?.[4]];
  const kept = hasWords ? said.slice(0, found?.index) : "";
  const hours = start === undefined || end === undefined ? ("none" as const) : { start, end };
  return { [words]: kept, ...(found === null ? {} : { quietHours: hours }) } as Record<K, string> & {
    quietHours?: StepQuietHours;
  };
}

function alert(reader: Reader): Said | null {
  const zh = reader.language === "zh";
  const first = zh ? oneOf(reader, CHANNELS) : people(reader);
  if (first === null || take(reader, both("告警 ", " by ")) === null) return null;
  const second = zh ? people(reader) : oneOf(reader, CHANNELS);
  const level = second === null ? null : take(reader, both("\\(([1-4]) 级\\)", " \\(level ([1-4])\\)"));
  if (level === null) return null;
  const to = Array.isArray(first) ? first : second;
  const channel = Array.isArray(first) ? second : first;
  if (!Array.isArray(to) || channel === null || Array.isArray(channel)) return null;
  return { kind: "alert", to, channel, level: Number(level[1]), ...told(reader, "text") };
}

function notify(reader: Reader): Said | null {
  const zh = reader.language === "zh";
  const early = zh ? oneOf(reader, NOTICES) : null;
  if (zh ? early === null || take(reader, both("通知 ", "")) === null : take(reader, both("", "notify ")) === null)
    return null;
  const outside = take(reader, both("客户", "the customer")) !== null ? "customer" : null;
  const ofBrand = outside === null && take(reader, both("品牌联系人", "the brand(?:’|')s contacts")) !== null;
  const to = outside ?? (ofBrand ? "brand" : byName(reader, reader.lexicon.people));
  if (to === null || (!zh && take(reader, both("", " by ")) === null)) return null;
  const channel = zh ? early : oneOf(reader, NOTICES);
  return channel === null ? null : { kind: "notify", to, channel, ...told(reader, "template") };
}

function webhook(reader: Reader): Said | null {
  const event = notFilled(reader) ? "" : (byName(reader, reader.lexicon.events) ?? rawName(reader));
  if (event === null || take(reader, both(" 推送到 ", " to ")) === null) return null;
  if (notFilled(reader)) return { kind: "webhook", event, endpoint: "" };
  const endpoint = byName(reader, reader.lexicon.endpoints) ?? rest(reader);
  return { kind: "webhook", event, endpoint };
}

function rest(reader: Reader): string {
  const from = reader.at;
  reader.at = reader.source.raw.length;
  return reader.raw(from);
}

const scoped = (kind: "freeze" | "unfreeze", start: Both): Sentence =>
  after(start, (reader) => {
    const scope = oneOf(reader, SCOPES);
    return scope === null ? null : kind === "freeze" ? { kind, scope, reason: freeText(reader) } : { kind, scope };
  });
const targeted = (kind: "pause_channel" | "resume_channel", start: Both): Sentence =>
  after(start, (reader) => {
    const target = oneOf(reader, TARGETS);
    return target === null
      ? null
      : kind === "pause_channel"
        ? { kind, target, reason: freeText(reader) }
        : { kind, target };
  });

const tagName = (reader: Reader): string | null =>
  take(reader, both(" ?\\(未填\\)", "\\(not filled in\\)")) !== null ? "" : readValue(reader, "tags");

export const ACTIONS: readonly Sentence[] = [
  after(both("派到 ", "route to "), route),
  after(both("把 ", "route lines where "), routeLines),
  after(both("满足期间打标签 ", "tag (?=.* while it holds$)"), (reader) => {
    const tag = tagName(reader);
    return tag === null || take(reader, both("", " while it holds")) === null
      ? null
      : { kind: "tag", tag, whileMatched: true };
  }),
  after(both("打标签 ", "tag "), (reader) => {
    const tag = tagName(reader);
    return tag === null ? null : { kind: "tag", tag };
  }),
  after(both("去掉标签 ", "take off tag "), (reader) => {
    const tag = tagName(reader);
    return tag === null ? null : { kind: "untag", tag };
  }),
  after(both("改字段 \\(未选\\)", "set a field \\(not chosen\\)"), () => ({ kind: "set_field", field: "", value: "" })),
  after(both("把 ?", "set "), setField),
  after(both("加 ", "add "), addLine),
  after(both("挂起订单", "hold the order"), (reader) => ({ kind: "hold", reason: freeText(reader) })),
  after(both("解除挂起", "release the order"), () => ({ kind: "release" })),
  scoped("freeze", both("冻结", "freeze ")),
  scoped("unfreeze", both("解冻", "unfreeze ")),
  after(both("为每一行预占库存", "reserve stock for every line"), () => ({ kind: "reserve_stock" })),
  targeted("pause_channel", both("暂停", "pause ")),
  targeted("resume_channel", both("恢复", "resume ")),
  after(both("", "alert "), alert),
  after(both("给 ", "task for "), (reader) => {
    const to = people(reader);
    return to === null || take(reader, both(" 派任务", "")) === null
      ? null
      : { kind: "task", to, title: freeText(reader) };
  }),
  notify,
  after(both("把 ", "push "), webhook),
  after(both("执行流程 ", "run flow "), (reader) => {
    const flow = notFilled(reader) ? "" : byName(reader, reader.lexicon.flows);
    return flow === null ? null : { kind: "subflow", flow };
  }),
];
