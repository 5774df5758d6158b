import type { NodeOf } from "@switchyard/flow";
import { ends } from "../condition/values.ts";
import { byName, type Said } from "../phrase/parts.ts";
import { type Reader, sticky } from "../source/reader.ts";
import { type Found, OBJECT } from "./found.ts";
import { readMessage } from "./message.ts";
import { readPeople } from "./people.ts";

/** Telling people, and giving them work, as it is said in English. */

const s = (words: string) => sticky(` ?(?:${words})(?: |(?=[@"“:,.;]|$))`);
const CHANNELS: [string, NodeOf<"alert">["channel"]][] = [
  ["wecom|wechat work", "wecom"],
  ["dingtalk", "dingtalk"],
  ["feishu|lark", "feishu"],
  ["sms|texts?|text messages?", "sms"],
  ["e-?mails?", "email"],
  ["popup|inbox|in-app", "inbox"],
];
const DIRECT = CHANNELS.map(([words, channel]) => ({
  pattern: s(`(?:send (?:an? )?)?(?:${words})(?: message)?(?: to)?`),
  channel,
}));
const BY = CHANNELS.map(([words, channel]) => ({
  pattern: sticky(` (?:by|via|on|over|through|with) (?:an? )?(?:${words})\\b(?: message)?`),
  channel,
}));
const BY_WECHAT = sticky(" (?:by|via|on|over|through) wechat\\b");
const WECHAT = s("(?:send (?:an? )?)?wechat(?: message)?(?: to)?");
const TELL = s(
  "(?:send an alert to|alerts?|notify|notifies|tells?|warns?|reminds?|contacts?|ping|message|informs?|chases?|escalates? to|report (?:it )?to|let)",
);
export const WARN = sticky(" ?(?:raise |send )?(?:an? )?(?:alert|alarm|warning)\\b");

export const alert = (channel: NodeOf<"alert">["channel"], to: string[], text: string): Said => ({
  kind: "alert",
  to,
  channel,
  level: 1,
  text,
});

const TOLD = sticky(
  " (?:is|are|gets?|must be|should be|has to be|have to be|will be) (?:alerted|notified|told|informed|warned|reminded|an alert|a warning|a message)\\b",
);
const GIVEN = sticky(" gets? an? (?:task|ticket)\\b");

/** "finance is alerted", "customer service gets a task": whom it is about comes first. */
export function told(reader: Reader): Found {
  reader.take(/ ?(?:the |our )/y);
  const people = readPeople(reader);
  if (people === null || people.customer) return null;
  if (reader.take(GIVEN) !== null)
    return { kind: "task", to: people.to, title: readMessage(reader).replace(/^(?:to|that|about|with) /, "") };
  if (reader.take(TOLD) === null) return null;
  const channel = BY.find(({ pattern }) => reader.take(pattern) !== null)?.channel ?? "inbox";
  return alert(channel, people.to, readMessage(reader).replace(/^(?:to|that|about|with) /, ""));
}

const HAVE = s("(?:have|ask|get|let|make)(?: the)?");
const DO =
  /(?: to)? (check|verify|review|handle|follow up|call|confirm|look|inspect|contact|fix|deal|complete|fill)\b/y;

/** "have finance check it", "ask QC to inspect the lines": work that is given to somebody. */
export function asked(reader: Reader): Found {
  if (reader.take(HAVE) === null) return null;
  const people = readPeople(reader);
  if (people === null || people.customer) return null;
  const from = reader.at;
  if (reader.take(DO) === null) return null;
  const rest = reader.take(/[^,;:.\n→]*?(?= and |[,;:.\n→]|$)/y);
  return rest === null ? null : { kind: "task", to: people.to, title: reader.raw(from).trim().replace(/^to /, "") };
}

const SEND_A = sticky(" an? (text|text message|sms|e-?mail|wecom message|wechat message|message|alert)\\b");

/** "send them a text", "send the customer an e-mail". */
export function sendSomething(reader: Reader): Found {
  if (reader.take(/ ?(?:send|give) (?:the )?/y) === null) return null;
  const people = readPeople(reader);
  const how = people === null ? undefined : reader.take(SEND_A)?.[1];
  if (people === null || how === undefined) return null;
  const text = readMessage(reader).replace(/^(?:to|that|about|with) /, "");
  if (people.customer && people.to.length === 0) {
    const channel = how.startsWith("wechat") ? "wechat" : /mail/.test(how) ? "email" : "sms";
    return { kind: "notify", to: "customer", channel, template: text };
  }
  if (people.customer) return null;
  const channel = /text|sms/.test(how) ? "sms" : /mail/.test(how) ? "email" : /we/.test(how) ? "wecom" : "inbox";
  return alert(channel, people.to, text);
}

/** "alert the supervisor by SMS: …", "WeCom @supervisor", "text the customer". */
export function tell(reader: Reader): Found {
  const wechat = reader.take(WECHAT) !== null;
  const early = wechat ? undefined : DIRECT.find(({ pattern }) => reader.take(pattern) !== null)?.channel;
  if (!wechat && early === undefined && reader.take(TELL) === null && reader.look(/@/y) === null) return null;
  const people = readPeople(reader);
  if (people === null)
    return reader.done || ends(reader) || reader.look(/ ?(?:when|if|whenever|in case|on)\b/y) !== null
      ? alert(early ?? "inbox", [], readMessage(reader))
      : OBJECT.person;
  reader.take(/ know\b/y);
  const late = BY.find(({ pattern }) => reader.take(pattern) !== null)?.channel;
  const byWechat = wechat || (late === undefined && reader.take(BY_WECHAT) !== null);
  const text = readMessage(reader).replace(/^(?:to|that|about|with) /, "");
  const channel = late ?? early ?? "inbox";
  if (people.customer && people.to.length === 0) {
    return {
      kind: "notify",
      to: "customer",
      channel: byWechat ? "wechat" : channel === "email" ? "email" : "sms",
      template: text,
    };
  }
  return people.customer ? null : alert(byWechat ? "wecom" : channel, people.to, text);
}

const TASK = sticky(
  " ?(?:create |make |open |raise |give |add )?(?:an? )?(?:wecom |care |manual )?(?:task|ticket|work order)\\b(?: (?:for|to)\\b)? ?",
);
const GIVE_TASK = s("(?:give|assign)(?: the)?");

export function task(reader: Reader): Found {
  const given = reader.attempt(() => {
    if (reader.take(GIVE_TASK) === null) return null;
    const people = readPeople(reader);
    return people === null || reader.take(/ an? (?:task|ticket)\b/y) === null ? null : people;
  });
  const verb = given === null ? reader.take(TASK) : null;
  if (given === null && verb === null) return manual(reader);
  const people = given ?? readPeople(reader) ?? { to: [], customer: false };
  if (people.customer || (people.to.length === 0 && /(?:for|to) ?$/.test(verb?.[0] ?? ""))) return null;
  reader.at -= verb !== null && people.to.length === 0 && / $/.test(verb[0]) ? 1 : 0;
  return { kind: "task", to: people.to, title: readMessage(reader).replace(/^(?:to|that|about|with) /, "") };
}

function manual(reader: Reader): Found {
  if (
    reader.take(
      s("(?:goes|hand over|hand it|send it|switch|pass it) to (?:a )?(?:person|human)|create a manual task"),
    ) === null
  )
    return null;
  return { kind: "task", to: [], title: "Handle by hand" };
}

/** "print waybills": a system by the name of what it does. */
export function endpointAlone(reader: Reader): Found {
  const endpoint = byName(reader, reader.lexicon.endpoints);
  return endpoint === null || !(reader.done || ends(reader))
    ? null
    : { kind: "webhook", event: "order_received", endpoint };
}
