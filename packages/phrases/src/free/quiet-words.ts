import type { StepQuietHours } from "@switchyard/flow";
import { readClock } from "../source/moments.ts";
import { type Reader, sticky } from "../source/reader.ts";
import type { Piece } from "./items.ts";
import type { State } from "./state.ts";

/** 「夜间22点到8点不打扰」, "not between 10 pm and 8 am", 「不受免打扰限制」: when what is told may ring. */
export const QUIET_AHEAD = {
  zh: "[^,。;\\n\\d]{0,8}\\d[^,。;\\n]{0,18}(?:打扰|勿扰)|不受免打扰",
  en: "(?:but )?(?:not between \\d|do not disturb|quiet hours)",
};
const AHEAD = { zh: sticky(QUIET_AHEAD.zh), en: sticky(QUIET_AHEAD.en) };
const ANY = { zh: sticky("不受免打扰(?:时段)?(?:的)?限制"), en: null };
const BEFORE = {
  zh: sticky("(?:但是?|不过)?(?:每天|每晚)?(?:免打扰(?:时段)?[:：]?|(夜间|夜里|深夜|晚间))? ?从?"),
  en: sticky(
    "(?:but )?(?:not between|do not disturb(?: (?:between|from))?|quiet hours:?(?: (?:are )?(?:between|from))?) ",
  ),
};
const TO = {
  zh: sticky(" ?(?:到|至|-|–|~) ?(?:次日|第二天|翌日)?(?:早(?![上晨]))?"),
  en: sticky(" ?(?:to|and|until|till|-|–) ?"),
};
const AFTER = {
  zh: sticky(" ?(?:之间|期间)?(?:的?时候)?(?:都|请|一律)?(?:不要?打扰|免打扰|勿打?扰|别打扰)(?:他们?|人|客户)?"),
  en: null,
};
const NOON = 720;

export function readQuiet(reader: Reader): Piece | null {
  const { language } = reader;
  if (reader.look(AHEAD[language]) === null) return null;
  const any = ANY[language];
  if (any !== null && reader.take(any) !== null) return { type: "quiet", hours: "none" };
  return reader.attempt((): Piece | null => {
    const before = reader.take(BEFORE[language]);
    const start = before === null ? null : readClock(reader);
    if (before === null || start === null || reader.take(TO[language]) === null) return null;
    const end = readClock(reader);
    const after = AFTER[language];
    const isSaid = after === null || /免打扰/.test(before[0]) || reader.take(after) !== null;
    // 夜间10点 is ten in the evening.
    const late = before[1] !== undefined && start >= NOON / 2 && start < NOON ? start + NOON : start;
    if (end === null || !isSaid || late === end) return null;
    return { type: "quiet", hours: { start: clock(late), end: clock(end) } };
  });
}

const clock = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");

/** Said once, it is meant of everything that was told of before and has no hours of its own. False: nothing was. */
export function quiet({ draft }: State, hours: StepQuietHours): boolean {
  const told = draft.nodes.flatMap((node) =>
    (node.kind === "alert" || node.kind === "notify") && node.quietHours === undefined ? [node] : [],
  );
  for (const node of told) draft.replace({ ...node, quietHours: hours });
  return told.length > 0;
}
