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
const TELL = s("(?:send an alert to|alerts?|notify|notifies|tell|warn|remind|contact|ping|message|inform|let)");
export const WARN = sticky(" ?(?:raise |send )?(?:an? )?(?:alert|alarm|warning)\\b");

export const alert = (channel: NodeOf<"alert">["channel"], to: string[], text: string): Said => ({
  kind: "alert",
  to,
  channel,
  level: 1,
  text,
});

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
