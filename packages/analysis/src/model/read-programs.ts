/** Reads programs into a sheet: what one kind of trigger sets off, flow after flow, in the order in which the engine runs it. */
import type { NodeKind, Program } from "@switchyard/flow";
import type { FactSort } from "../facts/fact-sort.ts";
import { type Dag, not, type Ref, TRUE } from "../formula/dag.ts";
import { readEntry } from "./read-entry.ts";
import type { Port, Rule, Sheet, SheetFlow, Site } from "./sheet.ts";
import { Ways } from "./ways.ts";

export function* readPrograms(
  programs: readonly Program[],
  trigger: NodeKind,
  dag: Dag,
  sortOf: (name: string) => FactSort,
): Generator<void, Sheet> {
  const ways = new Ways(dag);
  const flows: SheetFlow[] = [];
  const sites: Site[] = [];
  const ports: Port[] = [];
  const rules: Rule[] = [];
  for (const program of programs) {
    const on: Ref =
      program.brands.length === 0
        ? TRUE
        : dag.holds("brand", { on: "text", test: { kind: "among", values: program.brands } });
    flows.push({ flow: program.flow, version: program.version, on, nodes: program.nodes });
    for (const entry of program.entries) {
      if (entry.port !== null || program.nodes[entry.node]?.kind !== trigger) continue;
      const parts = yield* readEntry(entry, { dag, sortOf, program, on, ways });
      sites.push(...parts.sites);
      ports.push(...parts.ports);
      rules.push(...parts.rules);
    }
  }
  const acts = not(dag.and(...[...new Set(rules.map((rule) => rule.reach))].map(not)));
  return {
    trigger,
    dag,
    flows,
    sites: merged(sites, dag),
    ports,
    rules,
    acts,
    exclusive: (a, b) => ways.exclusive(a, b),
  };
}

/** A decision that two triggers of one event lead to is one: its ways are those of either. */
function merged(sites: readonly Site[], dag: Dag): Site[] {
  const groups = new Map<string, Site[]>();
  for (const site of sites) {
    const key = JSON.stringify([site.flow, site.node, site.port, site.row]);
    groups.set(key, [...(groups.get(key) ?? []), site]);
  }
  if (groups.size === sites.length) return [...sites];
  const done = new Map<Site, Site>();
  return [...groups.values()].map((group) => {
    const [first] = group;
    const one: Site = {
      ...(first as Site),
      reach: dag.or(...group.map((site) => site.reach)),
      taken: dag.or(...group.map((site) => site.taken)),
      earlier: (first?.earlier ?? []).map((site) => done.get(site) ?? site),
    };
    for (const site of group) done.set(site, one);
    return one;
  });
}
