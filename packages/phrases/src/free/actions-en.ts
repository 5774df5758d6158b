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

/** What is to be done, as people say it in English. */

const s = (words: string) => sticky(` ?(?:${words})(?: |(?=[@"“:,.;]|$))`);
const IT = "(?: (?:it|them|the orders?|this order|these|that))?";

const ROUTE = s(
  `(?:route|send|assign|dispatch|move|direct|ship|deliver|go(?:es)?|push|put|give|allocate|forward)${IT}(?: (?:to|in|into|from|on|via|over to))(?: the)?|to(?: the)?`,
);
const FIRST = sticky(" ?(?:first\\b|wave\\b)?");

function route(reader: Reader): Found {
  const verb = reader.take(ROUTE);
  if (verb === null) return null;
  if (/^ ?push|^ ?send/.test(verb[0])) {
    const endpoint = byName(reader, reader.lexicon.endpoints);
    if (endpoint !== null) return { kind: "webhook", event: "order_received", endpoint };
    const people = readPeople(reader);
    if (people !== null) return people.customer ? null : alert("inbox", people.to, readMessage(reader));
  }
  reader.take(/the |our /y);
  const destination = byName(reader, reader.lexicon.destinations);
  if (destination === null) return /^ ?to/.test(verb[0]) ? null : OBJECT.destination;
  reader.take(FIRST);
  return { kind: "route", destination };
}

/** "Ningbo bonded warehouse first": a destination by itself, where something is to be done. */
function destinationAlone(reader: Reader): Found {
  reader.take(/(?:use |the |ship from )/y);
  const destination = byName(reader, reader.lexicon.destinations);
  if (destination === null) return null;
  const end = reader.take(FIRST);
  return (end !== null && end[0].trim() !== "") || reader.done || /[,;.\n]/.test(reader.char)
    ? { kind: "route", destination }
    : null;
}

const TAG = s(
  `(?:tag(?! (?:contains?|includes?|is|has)\\b)|mark|flag|label)${IT}(?: (?:as|with|with the tag|with tag))?(?: the)?(?: (?:tag))?`,
);
const ADD_TAG = s("(?:add|put on|apply|attach)(?: (?:the|a))? (?:tag|label)");
const COLOUR = sticky(" ?(?:turn |show in )?(red|yellow|green)(?: it)?(?=[,.;:]|$| and\\b)");
const UNTAG = s("(?:untag|remove (?:the )?(?:tag|label)|take off (?:the )?(?:tag|label)|drop (?:the )?tag)");

function tag(reader: Reader): Found {
  if (reader.take(UNTAG) !== null) {
    const value = readValue(reader, "tags");
    return value === null ? OBJECT.tag : { kind: "untag", tag: value };
  }
  const colour = reader.take(COLOUR)?.[1];
  if (colour !== undefined) return { kind: "tag", tag: colour };
  if (reader.take(ADD_TAG) === null && reader.take(TAG) === null) return null;
  const value = readValue(reader, "tags");
  return value === null ? OBJECT.tag : { kind: "tag", tag: value };
}

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
const WARN = sticky(" ?(?:raise |send )?(?:an? )?(?:alert|alarm|warning)\\b");

const alert = (channel: NodeOf<"alert">["channel"], to: string[], text: string): Said => ({
  kind: "alert",
  to,
  channel,
  level: 1,
  text,
});

/** "alert the supervisor by SMS: …", "WeCom @supervisor", "text the customer". */
function tell(reader: Reader): Found {
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

function task(reader: Reader): Found {
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

const SCOPES: [RegExp, NodeOf<"freeze">["scope"]][] = [
  [sticky(" ?(?:the |that |this )?order\\b"), "order"],
  [sticky(" ?(?:the |that |this )?batch(?:es)?\\b"), "batch"],
  [sticky(" ?(?:the |that |this )?customer\\b"), "customer"],
  [
    sticky(" ?(?:the |that |this )?brand(?:'s)?(?: payments?)?\\b|(?:the )?payments?(?: (?:of|to) (?:the )?brand)?\\b"),
    "brand",
  ],
];

function freeze(reader: Reader): Found {
  const verb = reader.take(s("(?:finance )?(freezes?|unfreeze|lift the freeze on)"))?.[1];
  if (verb === undefined) return null;
  const scope = SCOPES.find(([word]) => reader.take(word) !== null)?.[1];
  if (scope === undefined) return null;
  return verb.startsWith("freeze")
    ? { kind: "freeze", scope, reason: readMessage(reader) }
    : { kind: "unfreeze", scope };
}

const TARGETS: [RegExp, NodeOf<"pause_channel">["target"]][] = [
  [
    sticky(" ?(?:intake of )?(?:the |that |this )?channel\\b(?: intake)?|intake(?: of (?:the|that) channel)?\\b"),
    "channel",
  ],
  [
    sticky(
      " ?(?:dispatch(?: to (?:the|that) workshop)?|(?:the |that |this )?workshop|giving (?:that|the) workshop new orders|new orders for (?:the|that) workshop)\\b",
    ),
    "workshop",
  ],
  [sticky(" ?(?:the |that |this )?wave\\b"), "wave"],
  [
    sticky(
      " ?(?:(?:the |that |this )?item(?: on (?:all|every) platforms?)?|sales?(?: on (?:all|every) platforms?)?)\\b",
    ),
    "sku",
  ],
];

function pause(reader: Reader): Found {
  const verb = reader.take(s("(pause|stop|resume|reopen)"))?.[1];
  const target = verb === undefined ? undefined : TARGETS.find(([word]) => reader.take(word) !== null)?.[1];
  if (target === undefined) return null;
  return verb === "resume" || verb === "reopen"
    ? { kind: "resume_channel", target }
    : { kind: "pause_channel", target, reason: readMessage(reader) };
}

const GIFT = s("(?:add|gives?|gets?|include|put in)(?: (?:an?|one|the))?(?: (?:free )?gift)?(?: line)?");

function gift(reader: Reader): Found {
  if (reader.take(GIFT) === null) return null;
  const count = reader.attempt(() => {
    const value = readNumber(reader);
    return value !== null && reader.take(/ (?:(?:pieces?|pcs|units?)(?: of)? )?/y) !== null ? value : null;
  });
  const from = reader.at;
  const sku =
    readQuoted(reader) ??
    (reader.take(/(?=[a-z0-9_-]*\d)[a-z0-9][a-z0-9_-]{2,40}\b/y) === null ? null : reader.raw(from));
  return sku === null ? null : { kind: "add_line", sku, qty: count ?? 1 };
}

/** "print waybills": a system by the name of what it does. */
function endpointAlone(reader: Reader): Found {
  const endpoint = byName(reader, reader.lexicon.endpoints);
  return endpoint === null || !(reader.done || ends(reader))
    ? null
    : { kind: "webhook", event: "order_received", endpoint };
}

function setField(reader: Reader): Found {
  if (reader.take(s("(?:set|change)(?: the)?")) === null) return null;
  const field = readFactName(reader, (one) => !/^(due_in|paid_minute|age_|paid_hours)/.test(one));
  if (field === null || reader.take(/ to /y) === null) return null;
  const value = fieldValue(reader, field);
  return value === null ? null : { kind: "set_field", field, value };
}

function approval(reader: Reader): Found {
  const popup = reader.take(/(?:an? )?([a-z0-9 ]{1,24}?) popup\b/y);
  if (popup !== null)
    return {
      kind: "approval",
      title: reader.raw(reader.at - popup[0].length, reader.at - 6).replace(/^an? /i, ""),
      approvers: [],
      levels: 1,
    };
  if (reader.take(s("ask")) !== null) {
    const people = readPeople(reader);
    if (people === null || people.customer || reader.take(/ (?:to approve|for approval)(?: it)?\b/y) === null)
      return null;
    return { kind: "approval", title: readMessage(reader), approvers: people.to, levels: 1 };
  }
  if (reader.take(s("(?:it )?(?:needs?|requires?|gets?|waits? for) (?:the )?approval (?:of|from|by)")) === null)
    return null;
  const people = readPeople(reader);
  return people === null || people.customer
    ? null
    : { kind: "approval", title: readMessage(reader), approvers: people.to, levels: 1 };
}

function subflow(reader: Reader): Found {
  if (reader.take(s("(?:run|start|call|use)(?: the)?(?: flow)?")) === null) return null;
  const flow = byName(reader, reader.lexicon.flows);
  if (flow !== null) reader.take(/ flow\b/y);
  return flow === null ? null : { kind: "subflow", flow };
}

const simple =
  (words: RegExp, said: (reader: Reader) => Said) =>
  (reader: Reader): Found =>
    reader.take(words) === null ? null : said(reader);

export const ACTIONS_EN: readonly ((reader: Reader) => Found)[] = [
  endpointAlone,
  approval,
  subflow,
  setField,
  simple(
    sticky(
      ` ?(?:put${IT} on hold|stops? outbound|hold(?: (?:it|them|the orders?|this order)\\b)?(?: back)?)(?=[\\s,.;:]|$)`,
    ),
    (reader) => ({ kind: "hold", reason: readMessage(reader) }),
  ),
  simple(sticky(" ?(?:release (?:it|the order)|take it off hold)\\b"), () => ({ kind: "release" })),
  simple(
    sticky(" ?(?:reserve|lock)(?: local)? (?:the )?stock\\b(?: (?:locally|for (?:it|every line|each line)))?"),
    () => ({ kind: "reserve_stock" }),
  ),
  freeze,
  pause,
  tag,
  task,
  tell,
  gift,
  route,
  destinationAlone,
  simple(WARN, (reader) => alert("inbox", [], readMessage(reader))),
];
