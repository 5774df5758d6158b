/** What the worker looks at: the draft among the published flows it meets. */
import { type AnalysedFlow, analyse, inSlices, type Pace } from "@switchyard/analysis";
import {
  compileFlow,
  type FlowContext,
  type FlowDocument,
  factLookup,
  ownThings,
  type Program,
} from "@switchyard/flow";
import { compilePattern, DEFAULT_STATE_MACHINE } from "@switchyard/orders";
import type { Progress, PublishedFlow, Report, Subject } from "./protocol.ts";

/** One X-ray after another of the same drawing: orders that an earlier one made are looked at first. */
export class Looker {
  #seeds: Report["orders"] = [];
  #seedsOf = "";
  readonly #programs = new Map<string, Program | null>();

  /** Null when it was stopped. */
  async look(subject: Subject, pace: Pace<Progress>): Promise<Report | null> {
    const { flow: focus, now, settings, sources } = subject;
    const workspace = contextOf(subject);
    const seeds = this.#seedsOf === focus ? this.#seeds : [];
    const context = { now, settings, workspace, names: namesOf(subject), focus, sources, seeds };
    const report = await inSlices(analyse(this.#flows(subject, workspace), context), pace);
    if (report === null) return null;
    this.#seeds = report.orders;
    this.#seedsOf = focus;
    return report;
  }

  /** The draft in its place among the published flows; a flow that brands keep apart from it is left out. */
  #flows({ flow, document, live, published, order }: Subject, workspace: FlowContext): AnalysedFlow[] {
    const own: AnalysedFlow = { id: flow, document, ...(live === null ? {} : { live }) };
    const place = (id: string) => order.indexOf(id);
    const others = published.filter((one) => one.id !== flow && meets(one.document, document));
    return [...others.map((one) => this.#published(one, workspace)), own].sort((a, b) => place(a.id) - place(b.id));
  }

  /** What is published does not change: it is compiled once. */
  #published({ id, version, document }: PublishedFlow, workspace: FlowContext): AnalysedFlow {
    const key = `${id}@${version}`;
    if (!this.#programs.has(key)) {
      const compiled = compileFlow(document, { ...workspace, flow: id, version });
      this.#programs.set(key, compiled.ok ? compiled.program : null);
    }
    const program = this.#programs.get(key) ?? null;
    return { id, document, ...(program === null ? {} : { program }) };
  }
}

const meets = (a: FlowDocument, b: FlowDocument): boolean =>
  a.brands.length === 0 || b.brands.length === 0 || a.brands.some((brand) => b.brands.includes(brand));

function contextOf({ destinations, people, settings, published }: Subject): FlowContext {
  return {
    destinations: destinations.map(({ id }) => id),
    people: people.flatMap(({ id, name, role }) => [id, name, role]),
    states: (settings.states ?? DEFAULT_STATE_MACHINE).states.map(({ id }) => id),
    customFields: settings.customFields,
    own: ownThings({ brands: settings.brands ?? [], destinations, customFields: settings.customFields }),
    flows: Object.fromEntries(published.map(({ id, document }) => [id, document])),
    checkPattern(expression) {
      const pattern = compilePattern(expression);
      return pattern.ok ? null : pattern.problem.message;
    },
  };
}

function namesOf({ destinations, people, settings, published }: Subject) {
  const table = (list: readonly { id: string; name: string }[]) =>
    Object.fromEntries(list.map(({ id, name }) => [id, name]));
  return {
    destinations: table(destinations),
    people: table(people),
    flows: table(published.map(({ id, document }) => ({ id, name: document.name }))),
    states: Object.fromEntries((settings.states?.states ?? []).map(({ id, label }) => [id, label])),
    fact: factLookup({ windows: [], patterns: [] }, { customFields: settings.customFields }),
    currency: settings.currency,
    zone: settings.zone,
  };
}
