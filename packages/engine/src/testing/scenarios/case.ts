/** A short way to write a scenario of our own; a moment is `MM-DD hh:mm[:ss]` of 2026 in Shanghai, or text with its own offset. */
import type { Expected, Scenario, ScenarioEvent } from "./scenario.ts";

export type Told = [when: string, type: string, order?: string, data?: Record<string, unknown>, arrives?: string];
export interface Case {
  id: string;
  rules: string[];
  zh: string;
  events: Told[];
  until: string;
  expect?: Expected[];
  not?: Expected[];
  given?: Record<string, unknown>;
  zone?: string;
}

const moment = (text: string): string => {
  if (!/^\d\d-\d\d \d/.test(text)) return text;
  const [day = "", time = ""] = text.split(" ");
  return `2026-${day}T${time.length === 5 ? `${time}:00` : time}+08:00`;
};
const timed = ({ at, after, before, ...rest }: Expected): Expected => ({
  ...(rest as Expected),
  ...(at === undefined ? {} : { at: moment(at) }),
  ...(after === undefined ? {} : { after: moment(after) }),
  ...(before === undefined ? {} : { before: moment(before) }),
});
const event = ([t, type, order, data, arrives]: Told): ScenarioEvent => ({
  t: moment(t),
  type,
  ...(arrives === undefined ? {} : { arrives: moment(arrives) }),
  ...(order === undefined || order === "" ? {} : { order }),
  ...(data === undefined ? {} : { data }),
});
export const scenario = ({
  id,
  rules,
  zh,
  events,
  until,
  expect = [],
  not = [],
  given = {},
  zone,
}: Case): Scenario => ({
  id,
  requirements: rules,
  title: { zh, en: zh },
  timezone: zone ?? "Asia/Shanghai",
  given,
  events: events.map(event),
  until: moment(until),
  expect: expect.map(timed),
  expectNot: not.map(timed),
});
