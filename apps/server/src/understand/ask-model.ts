/**
 * A language model behind the interface of the grammar, where the operator has set one up. It is asked to say the same in
 * sentences of the grammar; only what the grammar then reads becomes nodes. So whatever it answers, nothing but a fragment
 * that could have been typed comes out, and it goes through the same preview, checks and acceptance.
 */
import type { Requester } from "@switchyard/connectors";
import { type Names, validateFlow } from "@switchyard/flow";
import type { Text } from "@switchyard/orders";
import {
  checkUnderstanding,
  fragmentDocument,
  type Language,
  type Lexicon,
  type Refusal,
  type Span,
  type Understander,
  understand,
} from "@switchyard/phrases";
import { z } from "zod";

export interface ModelSettings {
  /** Of an API of the usual chat form: `<url>/chat/completions` is asked. */
  url: string;
  model: string;
  key: string;
}

const DEADLINE_MS = 15_000;
/** Names of one kind that are told; more would not be read. */
const NAMES = 200;

const replySchema = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) });
const answerSchema = z.strictObject({
  sentences: z.string().max(4000),
  /** Parts of the text, letter for letter, that it could not say. */
  unknown: z.array(z.string().min(1).max(500)).max(20),
});

const refused = (zh: string, en: string): Refusal => ({ refused: { zh, en } });
const NO_ANSWER = refused(
  "语言模型没有回答，仍用内置语法",
  "The language model did not answer; the grammar's reading stands",
);
const BAD_ANSWER = refused("语言模型的回答不合格式，已弃用", "The language model's answer did not fit and was dropped");

export function modelUnderstander(settings: ModelSettings, request: Requester): Understander {
  return {
    name: { zh: `语言模型 ${settings.model}`, en: `Language model ${settings.model}` },
    async understand(text, language, lexicon) {
      const reply = await request({
        method: "POST",
        url: `${settings.url.replace(/\/+$/, "")}/chat/completions`,
        headers: { "content-type": "application/json", authorization: `Bearer ${settings.key}` },
        body: JSON.stringify({
          model: settings.model,
          temperature: 0,
          response_format: { type: "json_object" },
          messages: [
            { role: "system", content: promptOf(language, lexicon.names) },
            { role: "user", content: text },
          ],
        }),
        timeoutMs: DEADLINE_MS,
      });
      if (!reply.ok || reply.status !== 200 || reply.truncated) return NO_ANSWER;
      const answer = answerOf(reply.body);
      return answer === null ? BAD_ANSWER : readBack(answer, text, language, lexicon);
    },
  };
}

function answerOf(body: string): z.infer<typeof answerSchema> | null {
  try {
    const reply = replySchema.safeParse(JSON.parse(body));
    if (!reply.success) return null;
    const answer = answerSchema.safeParse(JSON.parse(reply.data.choices[0]?.message.content ?? ""));
    return answer.success ? answer.data : null;
  } catch {
    return null;
  }
}

/** Only a reading that the grammar has whole, of a drawing without errors, is handed on. */
function readBack(
  { sentences, unknown }: z.infer<typeof answerSchema>,
  text: string,
  language: Language,
  lexicon: Lexicon,
) {
  const read = understand(sentences, language, lexicon);
  if (!read.complete) return BAD_ANSWER;
  const wrong = validateFlow(fragmentDocument(read.fragment, "-"), lexicon.source).filter(
    ({ severity, code }) => severity === "error" && code !== "dangling_otherwise",
  );
  if (wrong.length > 0) return BAD_ANSWER;
  const spans = spansOf(text, unknown, { zh: sentences, en: sentences });
  if (spans === null) return BAD_ANSWER;
  const found = { ...read, spans, complete: spans.every(({ kind }) => kind === "understood") };
  const checked = checkUnderstanding(found, text);
  return checked.ok ? checked.understanding : { refused: checked.problem };
}

/** The text cut where a part is not understood; null where a part does not stand in it. */
function spansOf(text: string, unknown: readonly string[], meaning: Text): Span[] | null {
  const spans: Span[] = [];
  let at = 0;
  for (const part of unknown) {
    const start = text.indexOf(part, at);
    if (start < 0) return null;
    if (start > at) spans.push({ start: at, end: start, kind: "understood", meaning });
    spans.push({ start, end: start + part.length, kind: "unknown", suggestions: [] });
    at = start + part.length;
  }
  if (at < text.length) spans.push({ start: at, end: text.length, kind: "understood", meaning });
  return spans;
}

/** What leaves the house beside the text: names of the workspace. Never an order. */
function promptOf(language: Language, names: Names): string {
  const list = (table: Names["destinations"]) =>
    Object.values(table ?? {})
      .slice(0, NAMES)
      .map((name) => (typeof name === "string" ? name : name[language]));
  const examples =
    language === "zh"
      ? ["款号以 FJ 开头且交期≤3天，派到快反线，并提醒主管", "备注提到生日礼物，打标签加急，否则打标签普通"]
      : ["if the style code starts with FJ and due within 3 days, tag rush", "if the note mentions gift, tag urgent"];
  return [
    "You restate rules about orders as plain sentences of a controlled grammar. You never add a rule that was not said.",
    `Language of the sentences: ${language === "zh" ? "Chinese" : "English"}. Examples: ${JSON.stringify(examples)}.`,
    `Names you may use: ${JSON.stringify({ destinations: list(names.destinations), people: list(names.people), states: list(names.states), flows: list(names.flows) })}.`,
    'Answer with JSON only: {"sentences": string, "unknown": [parts of the text, copied exactly, that cannot be said]}.',
  ].join("\n");
}
