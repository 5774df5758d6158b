import type { NodeOf } from "@switchyard/flow";
import { ends } from "../condition/values.ts";
import { byName, type Said } from "../phrase/parts.ts";
import { type Reader, sticky } from "../source/reader.ts";
import { type Found, OBJECT } from "./found.ts";
import { readMessage } from "./message.ts";
import { readPeople } from "./people.ts";

/** Telling people, and giving them work, as it is said in Chinese. */

const s = (words: string) => sticky(` ?(?:${words}) ?`);
const CHANNELS: [RegExp, NodeOf<"alert">["channel"]][] = [
  [s("(?:发送?|用|通过)?(?:企业微信|企微)(?:消息|群)?"), "wecom"],
  [s("(?:发送?|用|通过)?(?:钉钉)(?:消息|群)?"), "dingtalk"],
  [s("(?:发送?|用|通过)?(?:飞书)(?:消息|群)?"), "feishu"],
  [s("(?:发送?|用|通过)?(?:短信)"), "sms"],
  [s("(?:发送?|用|通过)?(?:邮件|电子邮件|邮箱)"), "email"],
  [s("(?:发送?|用|通过)?(?:站内信?|弹窗|系统消息)"), "inbox"],
];
const WECHAT = s("(?:发送?|用|通过)?微信(?:服务号)?(?:消息)?");
const TELL = s(
  "(?:联系(?=客户|买家)|提醒|通知|告知|告诉|告警|预警|报警|知会|推送|催一?下?|升级(?=到|给|至)|上?报(?=给)|叫|喊|发)(?:给|到|至|一下|一声|下)?",
);
const TELL_MAYBE = s("(?:提醒|通知|告知|告诉|告警|预警|报警|知会|推送|联系|催|找|喊|叫|发)?(?:给|到|一下|一声)?");
export const WARN = s("(?:发出?|触发|推送)?(?:告警|预警|报警|提醒)");

export const alert = (channel: NodeOf<"alert">["channel"], to: string[], text: string): Said => ({
  kind: "alert",
  to,
  channel,
  level: 1,
  text,
});

/** 「企微@主管」「短信班组长」「提醒主管核对地址」「微信通知客户」. */
export function tell(reader: Reader): Found {
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
  reader.take(s("(?:一声|一下)"));
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
export function taskFor(reader: Reader): Found {
  const people = readPeople(reader);
  if (people === null || people.customer) return null;
  const end = reader.take(s("(?:的)?(?:企微|企业微信|钉钉|关怀|人工|跟进|回访)?(?:任务|工单|待办)"));
  if (end !== null) return { kind: "task", to: people.to, title: readMessage(reader) };
  const work = reader.take(WORKS);
  return work === null ? null : { kind: "task", to: people.to, title: reader.raw(reader.at - work[0].length) };
}

/** 「打印面单」: a system by the name of what it does. */
export function endpointAlone(reader: Reader): Found {
  const endpoint = byName(reader, reader.lexicon.endpoints);
  return endpoint === null || !(reader.done || ends(reader))
    ? null
    : { kind: "webhook", event: "order_received", endpoint };
}

/** 「财务核一下」「客服去查件」: who does it, and what, to the end of the clause. */
const WORKS =
  /(?:来|去|再|先)*(?:核一?下|核对|核实|核查|查一?下|查件|看一?[下眼]|跟进|处理|补一?下|补料|回访|打电话)[^,;。\n→]{0,16}(?=$|[,;。\n→])/y;
const BY_HAND = sticky(" ?(?:走)?人工(?:来)?(?:处理|跟进)(?=$|[,;。\\n])");
export function give(reader: Reader): Found {
  if (reader.take(s("给|向|让|安排|等(?:待|着)?")) !== null) {
    const people = readPeople(reader);
    if (people === null) return null;
    if (reader.take(TASK) !== null)
      return people.customer ? null : { kind: "task", to: people.to, title: readMessage(reader) };
    const how = reader.take(SEND)?.[1];
    if (how === undefined) {
      const work = people.customer ? null : reader.take(WORKS);
      const asked = work !== null ? reader.raw(reader.at - work[0].length) : people.customer ? "" : readMessage(reader);
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
  if (reader.take(BY_HAND) !== null) return { kind: "task", to: [], title: "转人工处理" };
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
