/**
 * Programs that say which way an order takes. Their conditions are wrapped: one that holds tells so. Of a decision's trace a
 * replay needs no more than that, and it costs a fraction of one: no fact is copied, nothing is kept but numbers.
 */
import { type PreparedPrograms, withFlows } from "@switchyard/engine";
import { nodeSpec } from "@switchyard/flow";
import { truthy } from "@switchyard/logic";
import { factValue } from "@switchyard/orders";
import type { Coverage } from "./coverage.ts";
import { nameKey, type TextKey } from "./decision-hash.ts";
import { MarkList } from "./marks.ts";

type Flow = PreparedPrograms["flows"][number]["live"];
type Entry = NonNullable<ReturnType<Flow["triggers"]["get"]>>[number];
type Step = Entry["steps"][number];
type Facts = Record<string, unknown>;

/** What was heard since the last decision. */
export class Ears {
  /** Sum of the keys of all nodes that were passed. */
  a = 0;
  b = 0;
  /** Numbers that the order gets. */
  readonly marks = new MarkList();
  /** Numbers that the members of a batch get, by the batch's id: its flow goes on for all of them at once. */
  readonly batches = new Map<string, MarkList>();
  /** `flow/node:port` → number, of ports that are left later and have no line: nothing runs there that could be heard. */
  readonly ends = new Map<string, number>();
  /** Each run through an entry has its own. */
  run = 0;
  into = this.marks;
  /** Lists of batches that are done: their numbers lie in room of their own, which is dear to make. */
  readonly #spare: MarkList[] = [];

  begin(batch: unknown): void {
    this.run += 1;
    this.into = this.marks;
    if (typeof batch !== "string") return;
    const known = this.batches.get(batch);
    this.into = known ?? this.#spare.pop() ?? new MarkList();
    if (known === undefined) this.batches.set(batch, this.into);
  }

  forget(): void {
    [this.a, this.b] = [0, 0];
    this.marks.clear();
    if (this.batches.size === 0) return;
    for (const marks of this.batches.values()) {
      marks.clear();
      this.#spare.push(marks);
    }
    this.batches.clear();
  }
}

/** A node of an entry, as it is heard. */
interface Heard {
  key: TextKey;
  /** Null: of a flow that is not tried, of which nothing is counted. */
  mark: number | null;
  /** What its conditions read, and the number of that being missing. */
  reads: { fact: string; path: string[]; mark: number }[];
  /** The run in which it was passed last. */
  run: number;
}

/** `coverage`: of the tried `flow`; null: only the keys of nodes are summed. The programs then need no trace. */
export function listen(
  prepared: PreparedPrograms,
  tried: { flow: string; coverage: Coverage } | null,
): { prepared: PreparedPrograms; ears: Ears } {
  const ears = new Ears();
  const listener = new Listener(ears, tried?.coverage ?? null, tried?.flow ?? null);
  const known = new Map<Flow, Flow>();
  const heard = (flow: Flow): Flow => {
    const found = known.get(flow) ?? listener.flow(flow);
    known.set(flow, found);
    return found;
  };
  const versions = [...prepared.versions].map(([name, all]): [string, Map<number, Flow>] => [
    name,
    new Map([...all].map(([version, flow]) => [version, heard(flow)])),
  ]);
  const flows = prepared.flows.map(({ flow, live, canary }) => ({
    flow,
    live: heard(live),
    canary: canary === null ? null : { ...canary, flow: heard(canary.flow) },
  }));
  return { prepared: withFlows(prepared, flows, new Map(versions)), ears };
}

/** A step before the first: its gate is nobody's, and never opens. */
const BEGIN = "";

class Listener {
  readonly #ears: Ears;
  readonly #coverage: Coverage | null;
  readonly #tried: string | null;

  constructor(ears: Ears, coverage: Coverage | null, tried: string | null) {
    this.#ears = ears;
    this.#coverage = coverage;
    this.#tried = tried;
  }

  flow(flow: Flow): Flow {
    if (flow.flow === this.#tried && this.#coverage !== null) this.#findEnds(flow, this.#coverage);
    const entry = (one: Entry) => this.#entry(flow, one);
    return {
      ...flow,
      triggers: new Map([...flow.triggers].map(([kind, entries]) => [kind, entries.map(entry)])),
      ports: new Map(
        [...flow.ports].map(([node, ports]) => [node, new Map([...ports].map(([port, one]) => [port, entry(one)]))]),
      ),
    };
  }

  #findEnds({ flow, nodes, ports }: Flow, coverage: Coverage): void {
    for (const [node, { settings }] of nodes) {
      for (const { id, later } of nodeSpec(settings.kind).ports(settings))
        if (later === true && !ports.get(node)?.has(id))
          this.#ears.ends.set(`${flow}/${node}:${id}`, coverage.numberOf("port", `${node}:${id}`));
    }
  }

  #entry({ flow, nodes }: Flow, entry: Entry): Entry {
    const ears = this.#ears;
    const counts = flow === this.#tried ? this.#coverage : null;
    const isBatch = entry.port === "closed" && nodes.get(entry.node)?.settings.kind === "merge";
    const first = this.#node(entry.node, [], counts);
    const left = counts?.numberOf("port", `${entry.node}:${entry.port ?? "next"}`) ?? null;
    const begin = (data: unknown): boolean => {
      const facts = data as Facts;
      ears.begin(isBatch ? (facts.event as Facts | undefined)?.batch : undefined);
      this.#pass(first, left, facts);
      return false;
    };
    const plans = new Map(
      entry.trace.map((plan) => [plan.node, { plan, heard: this.#node(plan.node, isBatch ? [] : plan.reads, counts) }]),
    );
    const gates = new Map<string, { heard: Heard; mark: number | null }>();
    for (const { plan, heard } of plans.values()) {
      for (const { port, gate } of plan.ports)
        gates.set(gate, { heard, mark: counts?.numberOf("port", `${plan.node}:${port}`) ?? null });
    }
    const steps = entry.steps.map((step): Step => {
      if (step.type === "gate") {
        const gate = gates.get(step.gate);
        return gate === undefined ? step : { ...step, test: this.#told(step.test, gate.heard, gate.mark) };
      }
      const known = plans.get(step.node.node);
      if (known === undefined) return step;
      if (step.type === "table") return this.#table(step, known.heard, counts);
      // Only a node without ports leaves by the one that it does not name.
      const next = known.plan.ports.length > 0 ? null : (counts?.numberOf("port", `${known.plan.node}:next`) ?? null);
      return { ...step, test: this.#told(step.test, known.heard, next) };
    });
    const closed = { ...entry.closed, [BEGIN]: false };
    return { ...entry, closed, steps: [{ type: "gate", gate: BEGIN, test: begin }, ...steps] };
  }

  #node(node: string, reads: Entry["trace"][number]["reads"], counts: Coverage | null): Heard {
    const mark = counts?.numberOf("node", node) ?? null;
    const facts = this.#coverage;
    const asked =
      facts === null ? [] : reads.map(({ fact, path }) => ({ fact, path, mark: facts.numberOf("fact", fact) }));
    return { key: nameKey(node), mark, reads: asked, run: 0 };
  }

  #told(test: (facts: unknown) => unknown, node: Heard, mark: number | null): (facts: unknown) => boolean {
    return (facts) => {
      const holds = truthy(test(facts));
      if (holds) this.#pass(node, mark, facts as Facts);
      return holds;
    };
  }

  #table(step: Extract<Step, { type: "table" }>, node: Heard, counts: Coverage | null): Step {
    const name = step.node.node;
    const port = (id: string) => counts?.numberOf("port", `${name}:${id}`) ?? null;
    const [matched, otherwise] = [port("matched"), port("otherwise")];
    const marks = new Map(
      counts === null ? [] : step.node.settings.rows.map(({ id }) => [id, counts.numberOf("row", `${name}/${id}`)]),
    );
    const match = (facts: unknown): string[] => {
      const rows = step.rules.match(facts);
      this.#pass(node, rows.length > 0 ? matched : otherwise, facts as Facts);
      const hit = step.hit === "first" ? Math.min(rows.length, 1) : rows.length;
      for (let place = 0; place < hit; place += 1) {
        const mark = marks.get(rows[place] ?? "");
        if (mark !== undefined) this.#ears.into.add(mark);
      }
      return rows;
    };
    return { ...step, rules: { ...step.rules, match } };
  }

  #pass(node: Heard, port: number | null, facts: Facts): void {
    const ears = this.#ears;
    if (port !== null) ears.into.add(port);
    if (node.run === ears.run) return;
    node.run = ears.run;
    ears.a = (ears.a + node.key.a) | 0;
    ears.b = (ears.b + node.key.b) | 0;
    if (node.mark !== null) ears.into.add(node.mark);
    for (const { fact, path, mark } of node.reads) {
      const value = factValue(facts, fact, path);
      if (value === undefined || value === null) ears.into.add(mark);
    }
  }
}
