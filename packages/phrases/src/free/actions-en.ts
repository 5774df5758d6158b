import type { NodeOf } from "@switchyard/flow";
import { readFactName } from "../condition/fact-name.ts";
import { readQuoted } from "../condition/values.ts";
import { fieldValue } from "../phrase/actions.ts";
import { byName, type Said } from "../phrase/parts.ts";
import { readNumber } from "../source/numbers.ts";
import { type Reader, sticky } from "../source/reader.ts";
import type { Found } from "./found.ts";
import { readMessage } from "./message.ts";
import { readPeople } from "./people.ts";
import { destinationAlone, route, tag } from "./send-en.ts";
import { alert, asked, endpointAlone, sendSomething, task, tell, told, WARN } from "./tell-en.ts";

/** What is to be done, as people say it in English. */

const s = (words: string) => sticky(` ?(?:${words})(?: |(?=[@"“:,.;]|$))`);
const IT = "(?: (?:it|them|the orders?|this order|these|that))?";
const SCOPES: [RegExp, NodeOf<"freeze">["scope"]][] = [
  [sticky(" ?(?:the |that |this )?order\\b"), "order"],
  [sticky(" ?(?:the |that |this )?batch(?:es)?\\b|every order (?:with|in|of) (?:it|that batch|the batch)\\b"), "batch"],
  [sticky(" ?(?:the |that |this )?customer\\b"), "customer"],
  [
    sticky(
      " ?(?:the |that |this )?brand(?:'s)?(?: payments?)?\\b|(?:the )?payments?(?: (?:of|to|for) (?:the )?brand)?\\b",
    ),
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
      " ?(?:dispatch(?: to (?:the|that) workshop)?|(?:the |that |this )?workshop|giving (?:that|the) workshop new orders|(?:sending|giving|dispatching) (?:new |more )?orders to (?:the|that|this) workshop|new orders for (?:the|that) workshop)\\b",
    ),
    "workshop",
  ],
  [sticky(" ?(?:the |that |this )?wave\\b"), "wave"],
  [
    sticky(
      " ?(?:(?:the |that |this )?item(?: on (?:all|every) platforms?)?|(?:sales?|selling(?: it| the item)?)(?: on (?:all|every) platforms?)?)\\b",
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

const GIFT = s("(?:add|gives?|gets?|include|put in)(?: (?:an?|one|the))?(?: free)?(?: gift)?(?: line)?(?: of)?");

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

function setField(reader: Reader): Found {
  if (reader.take(s("(?:set|change)(?: the)?")) === null) return null;
  const field = readFactName(reader, (one) => !/^(due_in|paid_minute|age_|paid_hours)/.test(one));
  if (field === null || reader.take(/ to /y) === null) return null;
  const value = fieldValue(reader, field);
  return value === null ? null : { kind: "set_field", field, value };
}

function approval(reader: Reader): Found {
  const popup = reader.take(/(?:an? )?([a-z0-9 ]{1,24}?) popup\b/y);
  if (popup !== null) {
    const title = reader.raw(reader.at - popup[0].length, reader.at - 6).replace(/^an? /i, "");
    reader.blanks();
    const options = readMessage(reader);
    return { kind: "approval", title: options === "" ? title : `${title}: ${options}`, approvers: [], levels: 1 };
  }
  const sluice = reader.attempt(() => {
    const people = readPeople(reader);
    return people === null || people.customer || reader.take(/ switch\b/y) === null ? null : people;
  });
  if (sluice !== null) return { kind: "approval", title: "", approvers: sluice.to, levels: 1 };
  if (reader.take(s("ask")) !== null) {
    const people = readPeople(reader);
    if (people === null || people.customer || reader.take(/ (?:to approve|for approval)(?: it)?\b/y) === null)
      return null;
    return { kind: "approval", title: readMessage(reader), approvers: people.to, levels: 1 };
  }
  if (
    reader.take(
      s(
        "(?:it )?(?:(?:needs?|requires?|gets?|waits? for) (?:the |an? )?(?:approval|sign-off) (?:of|from|by)|(?:must|should|has to|have to|needs? to|are to|is to|is|are)(?: be)? approved by)",
      ),
    ) === null
  )
    return null;
  const people = readPeople(reader);
  return people === null || people.customer
    ? null
    : { kind: "approval", title: readMessage(reader), approvers: people.to, levels: 1 };
}

const SIGNS_OFF =
  / (?:approves|signs off(?: on)?)\b(?: (?:it|them))?| (?:must|has to|have to|should|needs to|need to) (?:approve|sign off|confirm|ok)\b(?: (?:it|them|the order|orders|on it))?(?: (?:first|again|before .{1,40}?(?=[,.;]|$)))*/y;
const SIGN_OFF =
  /(?:'?s? (?:approval|sign-off|ok|go-ahead|consent)| to (?:approve|sign off|ok)(?: (?:it|them|on it))?)\b(?: (?:first|again))?/y;

/** "the supervisor has to approve it first", "needs the supervisor's approval", "get approval from finance". */
function approver(reader: Reader): Found {
  const needs =
    reader.take(s("(?:it |they )?(?:needs?|requires?|gets?|waits? for|must have|should have)(?: the)?")) !== null;
  if (!needs) reader.take(/ ?(?:the )?/y);
  const people = readPeople(reader);
  if (people === null || people.customer || reader.take(needs ? SIGN_OFF : SIGNS_OFF) === null) return null;
  // "…: approved goes to …" says what comes of it, and is not what is asked.
  const goesOn = reader.look(/ ?: ?(?:if |when )?(?:it is )?(?:approved|rejected|refused)\b/y) !== null;
  return { kind: "approval", title: goesOn ? "" : readMessage(reader), approvers: people.to, levels: 1 };
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
  approver,
  asked,
  told,
  sendSomething,
  subflow,
  setField,
  simple(
    sticky(
      ` ?(?:put${IT} on hold|(?:is|are|gets?|be) (?:put on hold|held)(?: back)?|(?:go|goes|stay|stays) on hold|stops? (?:it|the orders?)|stops? outbound|hold(?: (?:it|them|the orders?|this order)\\b)?(?: back)?)(?=[\\s,.;:]|$)`,
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
