/** What couriers' tracking codes and texts ask to be done. What neither table nor keywords know is `unknown`, never dropped. */
import { normaliseText } from "../intake/normalise.ts";
import type { Text } from "../text.ts";
import { type CourierAction, courierAction } from "./courier-actions.ts";
import { COURIER_FIELDS, KEYWORD_ROWS } from "./courier-rows.ts";
import type { Confidence, CourierRow, KeywordRow } from "./rows.ts";

/** `by` says what was recognised: the provider's code, or words in the text. */
export type CourierMeaning =
  | {
      known: true;
      by: "code" | "text";
      provider: string;
      field: string | null;
      code: string;
      text: Text;
      action: CourierAction;
      confidence: Confidence;
      /** What the text alone would mean, where it says something else than the code. */
      textAction?: CourierAction;
    }
  | { known: false; provider: string; code: string; action: CourierAction; text: Text };

/** `provider|field` and `provider|` → code → row. */
type Codes = Map<string, Map<string, { field: string; row: CourierRow }>>;
let codes: Codes | undefined;

function allCodes(): Codes {
  if (codes !== undefined) return codes;
  const fresh: Codes = new Map();
  for (const { provider, field, rows } of COURIER_FIELDS) {
    const names = [field, ...field.split("/"), ""].map((name) => `${provider}|${name.trim().toLowerCase()}`);
    for (const name of new Set(names)) {
      const known = fresh.get(name) ?? new Map<string, { field: string; row: CourierRow }>();
      for (const row of rows) {
        const key = row[0].toLowerCase();
        if (!known.has(key)) known.set(key, { field, row });
      }
      fresh.set(name, known);
    }
  }
  codes = fresh;
  return fresh;
}

/** Providers of the table. */
export function courierProviders(): string[] {
  return [...new Set(COURIER_FIELDS.map(({ provider }) => provider))];
}

/**
 * The meaning of a tracking node. The code is looked up without regard to case, in `field` or in all fields of the provider;
 * a code that is not known, or only known to mean "unknown", falls back to words in the text.
 */
export function courierNode(
  provider: string,
  code: string | number | null | undefined,
  text = "",
  field = "",
): CourierMeaning {
  const said = code === null || code === undefined ? "" : String(code).trim();
  const home = provider.trim().toLowerCase();
  const found =
    said === ""
      ? undefined
      : allCodes().get(`${home}|${field.trim().toLowerCase()}`)?.get(said.normalize("NFKC").toLowerCase());
  const words = keywordIn(text);
  const wordAction = words === undefined ? undefined : courierAction(words[0]);
  const action = found === undefined ? undefined : courierAction(found.row[3]);
  if (found !== undefined && action !== undefined && action.id !== "unknown") {
    const [, zh, en, , confidence] = found.row;
    const differs = wordAction !== undefined && wordAction.id !== action.id;
    return {
      known: true,
      by: "code",
      provider: home,
      field: found.field,
      code: said,
      text: { zh, en },
      action,
      confidence,
      ...(differs ? { textAction: wordAction } : {}),
    };
  }
  if (words !== undefined && wordAction !== undefined) {
    const label = { zh: words[1], en: words[2] };
    return {
      known: true,
      by: "text",
      provider: home,
      field: null,
      code: said,
      text: label,
      action: wordAction,
      confidence: "low",
    };
  }
  return {
    known: false,
    provider,
    code: said,
    action: unknownAction(),
    text: { zh: "未知节点", en: "Unknown node" },
  };
}

function unknownAction(): CourierAction {
  const action = courierAction("unknown");
  if (action === undefined) throw new Error("the table of actions has no unknown one");
  return action;
}

/** The action that words in a courier's text point to, first rule first; undefined where none does. */
export function courierKeyword(text: string): CourierAction | undefined {
  const row = keywordIn(text);
  return row === undefined ? undefined : courierAction(row[0]);
}

function keywordIn(text: string): KeywordRow | undefined {
  if (text === "") return undefined;
  const line = normaliseText(text.slice(0, 2000));
  return KEYWORD_ROWS.find(([, , , alternatives]) => alternatives.some((sequence) => follows(line, sequence)));
}

/** Whether one word of each choice follows one of the last, anywhere after it: linear in the text. */
function follows(line: string, sequence: readonly (readonly string[])[]): boolean {
  let from = 0;
  for (const choices of sequence) {
    let end = -1;
    for (const word of choices) {
      const at = line.indexOf(word, from);
      if (at >= 0 && (end < 0 || at + word.length < end)) end = at + word.length;
    }
    if (end < 0) return false;
    from = end;
  }
  return true;
}
