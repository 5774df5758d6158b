/** The programs of a workspace made ready to run, in all the versions that orders have. */
import type { Program } from "@switchyard/flow";
import {
  DEFAULT_SETTINGS,
  DEFAULT_STATE_MACHINE,
  type FactReader,
  factReader,
  openStates,
  type StateMachine,
  stateOfFact,
  type WorkspaceSettings,
} from "@switchyard/orders";
import { type PlaceName, type PreparedFlow, prepareFlow } from "./prepare-flow.ts";
import { Shared } from "./shared.ts";

/** A second version beside the live one, for `percent` of the orders. */
export interface Canary {
  version: number;
  percent: number;
  /** Whose bucket decides: all orders of a customer or brand take the same version. By default the order's own. */
  by?: "order" | "customer" | "brand";
}

export interface PrepareOptions {
  /** Flow → the version that new orders take; by default the highest that is no canary. */
  live?: Record<string, number>;
  canary?: Record<string, Canary>;
  /** false: decisions carry no trace (bulk replay). */
  trace?: boolean;
  /** Most nodes that may act, and most effects, for one event. */
  budget?: { acts: number; effects: number };
  /** States at which work on an order has begun: its open batch closes. */
  mergeEnds?: string[];
  /** How many events a counter keeps one by one before it sums them by stretches of time. The values are the same. */
  fewItems?: number;
}

export interface PreparedPrograms {
  settings: WorkspaceSettings;
  machine: StateMachine;
  /** In the workspace's flow order. */
  flows: {
    flow: string;
    live: PreparedFlow;
    canary: { flow: PreparedFlow; below: number; by: NonNullable<Canary["by"]> } | null;
  }[];
  /** The live flows, where every order that has begun with no other version takes all of them: no brands, no canaries. */
  forAll: readonly PreparedFlow[] | null;
  /** Flow → version. */
  versions: ReadonlyMap<string, ReadonlyMap<number, PreparedFlow>>;
  /** Nodes at which something waits, by name and by the name of their timer. */
  places: ReadonlyMap<string, PlaceName>;
  timers: ReadonlyMap<string, PlaceName>;
  trace: boolean;
  budget: { acts: number; effects: number };
  /** Computes the facts that any program reads. */
  readFacts: FactReader;
  /** Only those by which counters and batches are grouped: what keys are named after. */
  readGroups: FactReader;
  /** Whether what is set over the source's content is among them, other than fields. */
  groupsStand: boolean;
  reads: ReadonlySet<string>;
  /** Articles whose own stock some condition reads: fact `stock.<SKU>`. */
  stockOf: readonly string[];
  /** States of which some condition asks when they were reached: fact `reached.<State>`. */
  reachedOf: readonly string[];
  /** Whether some condition asks if the order's destination is paused: then destinations know their orders. */
  tellsDestinations: boolean;
  mergeEnds: ReadonlySet<string>;
  fewItems: number;
  /** States that something still follows. */
  openStates: ReadonlySet<string>;
  /** Values that many orders have alike, kept once in memory. Never changed. */
  shared: {
    versions: Shared<PreparedFlow, Record<string, number>>;
    active: Shared<string | number, Record<string, string[]>>;
  };
}

const WORK_BEGUN = [
  "InProduction",
  "ProductionStarted",
  "Packed",
  "HandedOver",
  "PickedUp",
  "InTransit",
  "OutForDelivery",
  "Signed",
];
/** Facts that the core itself names keys after. */
const OWN_READS = ["brand", "customer_id", "channel"];

/**
 * Compiles the logic of every program once. Programs stand in the workspace's flow order; several versions of one flow
 * may stand beside each other: orders keep the version they began with.
 */
export function prepare(
  programs: readonly Program[],
  settings: WorkspaceSettings = DEFAULT_SETTINGS,
  options: PrepareOptions = {},
): PreparedPrograms {
  const versions = new Map<string, Map<number, PreparedFlow>>();
  for (const program of programs) {
    const known = versions.get(program.flow) ?? new Map<number, PreparedFlow>();
    versions.set(program.flow, known.set(program.version, prepareFlow(program, settings.brands)));
  }
  const names = [...new Set(programs.map((program) => program.flow))];
  const flows = names.flatMap((flow) => {
    const wanted = options.canary?.[flow];
    const live = versions.get(flow)?.get(options.live?.[flow] ?? newest(programs, flow, wanted));
    if (live === undefined) return [];
    const beside = wanted === undefined ? undefined : versions.get(flow)?.get(wanted.version);
    const canary =
      beside === undefined || wanted === undefined
        ? null
        : { flow: beside, below: wanted.percent * 100, by: wanted.by ?? "order" };
    return [{ flow, live, canary }];
  });
  const reads = new Set<string>(OWN_READS);
  for (const program of programs) for (const fact of program.reads) reads.add(fact);
  const groups = groupFacts(versions);
  return {
    settings,
    machine: settings.states ?? DEFAULT_STATE_MACHINE,
    flows,
    forAll: takenByAll(flows),
    versions,
    places: placesOf(versions, "name"),
    timers: placesOf(versions, "timer"),
    trace: options.trace ?? true,
    budget: options.budget ?? { acts: 10_000, effects: 10_000 },
    readFacts: factReader(reads, settings),
    readGroups: factReader(groups, settings),
    groupsStand: groups.has("status") || groups.has("tags"),
    reads,
    stockOf: [...reads].flatMap((fact) => skuOf(fact) ?? []),
    reachedOf: [...reads].flatMap((fact) => stateOfFact(fact) ?? []),
    tellsDestinations: reads.has("destination.paused"),
    mergeEnds: new Set(options.mergeEnds ?? WORK_BEGUN),
    fewItems: options.fewItems ?? 64,
    openStates: openStates(settings.states ?? DEFAULT_STATE_MACHINE),
    shared: { versions: new Shared(1000), active: new Shared(10_000) },
  };
}

function takenByAll(flows: PreparedPrograms["flows"]): readonly PreparedFlow[] | null {
  const isAll = flows.every(({ live, canary }) => canary === null && live.brands === null);
  return isAll ? flows.map(({ live }) => live) : null;
}

/** The same programs with other flows, and other versions of them, in place of their own. */
export const withFlows = (
  prepared: PreparedPrograms,
  flows: PreparedPrograms["flows"],
  versions: PreparedPrograms["versions"],
): PreparedPrograms => ({ ...prepared, flows, forAll: takenByAll(flows), versions });

function groupFacts(versions: PreparedPrograms["versions"]): Set<string> {
  const names = new Set<string>();
  for (const known of versions.values()) {
    for (const { windows, breakers, merges } of known.values()) {
      for (const { by } of [...windows, ...breakers]) for (const path of by) names.add(path.join("."));
      for (const { by } of merges) for (const name of by) names.add(name);
    }
  }
  return names;
}

function newest(programs: readonly Program[], flow: string, canary: Canary | undefined): number {
  let best = Number.NEGATIVE_INFINITY;
  for (const program of programs) {
    if (program.flow === flow && program.version > best && program.version !== canary?.version) best = program.version;
  }
  return best;
}

/** Of what waits at nodes: promises and requests. */
function placesOf(versions: PreparedPrograms["versions"], by: "name" | "timer"): Map<string, PlaceName> {
  const places = new Map<string, PlaceName>();
  for (const known of versions.values()) {
    for (const { nodes } of known.values()) {
      for (const node of nodes.values())
        if (node.settings.kind === "watch" || node.settings.kind === "approval") places.set(node[by], node);
    }
  }
  return places;
}

/** Of stock, what is about the order's lines. */
export const STOCK_OF_LINES: readonly string[] = ["stock.available", "stock.short"];
/** `stock.<SKU>` names an article by itself, in the line or not. */
const skuOf = (fact: string): string | null =>
  fact.startsWith("stock.") && !STOCK_OF_LINES.includes(fact) ? fact.slice("stock.".length) : null;

/** Where something waits, by its name. */
export const placeNamed = (prepared: PreparedPrograms, name: string): Pick<PlaceName, "flow" | "node"> =>
  prepared.places.get(name) ?? namesOf(name);

/** `flow/node` taken apart. Flow ids hold no slash; nodes of a sub-flow do. */
export function namesOf(name: string): { flow: string; node: string } {
  const at = name.indexOf("/");
  return { flow: name.slice(0, at), node: name.slice(at + 1) };
}

/** The name of what waits, by its timer's. */
export const nameOfTimer = (prepared: PreparedPrograms, timer: string): string =>
  prepared.timers.get(timer)?.name ?? timer.slice(timer.indexOf("/") + 1);
