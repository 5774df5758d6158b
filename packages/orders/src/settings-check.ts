/** Are workspace settings fit to be used? Asked when they are saved; the core trusts them afterwards. */
import { dayOfDate } from "./calendar/civil.ts";
import { areQuietHours } from "./calendar/quiet-hours.ts";
import type { WorkingCalendar, WorkingHours } from "./calendar/working.ts";
import { minutesOf } from "./calendar/working-days.ts";
import { isZone } from "./calendar/zone.ts";
import { PROTOTYPE_KEYS } from "./intake/shape.ts";
import { minorDigits } from "./money.ts";
import type { CustomField, WorkspaceSettings } from "./settings.ts";
import { stateMachineProblems } from "./states/machine-check.ts";
import { type Problem, quoted } from "./text.ts";

const found = (pointer: string, code: string, zh: string, en: string): Problem => ({
  pointer,
  code,
  message: { zh, en },
});

export function settingsProblems(settings: WorkspaceSettings): Problem[] {
  const { zone, currency, calendar, customFields, states } = settings;
  const problems = [...calendarProblems(calendar, "/calendar"), ...customFieldProblems(customFields)];
  if (!isZone(zone))
    problems.push(found("/zone", "unknown_zone", `未知时区 ${quoted(zone)}`, `Unknown time zone ${quoted(zone)}`));
  if (minorDigits(currency) === null) {
    problems.push(
      found("/currency", "unknown_currency", `未知币种 ${quoted(currency)}`, `Unknown currency ${quoted(currency)}`),
    );
  }
  if (states !== undefined) problems.push(...stateMachineProblems(states, "/states"));
  for (const whom of ["customers", "people"] as const) {
    const hours = settings.quietHours?.[whom];
    if (hours !== undefined && !areQuietHours(hours)) problems.push(notQuietHours(`/quiet_hours/${whom}`));
  }
  settings.brands?.forEach(({ calendar: own }, index) => {
    if (own !== undefined) problems.push(...calendarProblems(own, `/brands/${index}/calendar`));
  });
  return problems;
}

export const notQuietHours = (pointer: string): Problem =>
  found(
    pointer,
    "not_quiet_hours",
    "免打扰时段须为 HH:MM 且起止不同",
    "Quiet hours are HH:MM, from one time to another",
  );

/** Seven days, real dates, hours that do not overlap, and some working time in a week: else working deadlines never come. */
export function calendarProblems(calendar: WorkingCalendar, pointer = ""): Problem[] {
  const problems: Problem[] = [];
  if (calendar.week.length !== 7) {
    problems.push(found(`${pointer}/week`, "not_a_week", "一周须有七天", "A week has seven days"));
  }
  calendar.week.forEach((hours, index) => {
    problems.push(...hoursProblems(hours, `${pointer}/week/${index}`));
  });
  if (!calendar.week.some((hours) => hours.length > 0)) {
    problems.push(
      found(`${pointer}/week`, "no_working_time", "每周至少一个工作时段", "A week needs some working time"),
    );
  }
  for (const list of ["holidays", "workdays"] as const) {
    const seen = new Set<string>();
    calendar[list].forEach(({ date }, index) => {
      const at = `${pointer}/${list}/${index}/date`;
      if (dayOfDate(date) === null)
        problems.push(found(at, "no_such_date", `没有这个日期 ${quoted(date)}`, `No such date: ${quoted(date)}`));
      if (seen.has(date)) problems.push(found(at, "duplicate", `日期重复 ${date}`, `${date} is listed twice`));
      seen.add(date);
    });
  }
  calendar.workdays.forEach(({ hours }, index) => {
    if (hours !== undefined) problems.push(...hoursProblems(hours, `${pointer}/workdays/${index}/hours`));
  });
  return problems;
}

function hoursProblems(hours: readonly WorkingHours[], pointer: string): Problem[] {
  const problems: Problem[] = [];
  let last = -1;
  hours.forEach(({ start, end }, index) => {
    const [from, to] = [minutesOf(start), minutesOf(end)];
    const at = `${pointer}/${index}`;
    if (from === null || to === null || from >= to) {
      problems.push(found(at, "not_a_span", "时段须为 HH:MM 且起早于止", "Hours are HH:MM, the start before the end"));
    } else if (from < last) {
      problems.push(found(at, "overlap", "时段须按先后且不重叠", "Hours stand in order and do not overlap"));
    }
    last = to ?? last;
  });
  return problems;
}

/** Names stand in fact paths (`custom.<name>`), so they hold no dots. */
const FIELD_NAME = /^[a-z][a-z0-9_]{0,62}$/;

function customFieldProblems(fields: readonly CustomField[]): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  fields.forEach(({ name }, index) => {
    const at = `/customFields/${index}/name`;
    if (!FIELD_NAME.test(name) || PROTOTYPE_KEYS.has(name)) {
      problems.push(
        found(at, "bad_name", "字段名须为小写字母、数字、下划线", "A name is lower-case letters, digits and _"),
      );
    }
    if (seen.has(name))
      problems.push(found(at, "duplicate", `字段名重复 ${quoted(name)}`, `${quoted(name)} is declared twice`));
    seen.add(name);
  });
  return problems;
}
