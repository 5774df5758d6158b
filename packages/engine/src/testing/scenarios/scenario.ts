/** The acceptance scenarios as they are written. */
export interface ScenarioEvent {
  t: string;
  arrives?: string;
  type: string;
  order?: string;
  data?: Record<string, unknown>;
}
export type Expected = Record<string, unknown> & {
  effect: string;
  at?: string;
  exclusive?: boolean;
  after?: string;
  before?: string;
};
export interface Scenario {
  id: string;
  requirements: string[];
  title: { zh: string; en: string };
  timezone: string;
  given: Record<string, unknown>;
  events: ScenarioEvent[];
  until: string;
  expect: Expected[];
  expectNot: Expected[];
}
export interface Requirement {
  id: string;
  kind: string;
}

/** An instant with an offset, or a date, as UTC milliseconds. */
export const instant = (text: string): number => Date.parse(text);
