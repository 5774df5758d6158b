/**
 * The engine's `prepare` in small helpings, so that a long program does not keep its worker from stopping: entries are
 * prepared some steps at a time and put together. A test holds the result to what `prepare` makes of the whole.
 */
import { type PreparedPrograms, prepare, withFlows } from "@switchyard/engine";
import type { Program, ProgramEntry, ProgramStep } from "@switchyard/flow";
import type { WorkspaceSettings } from "@switchyard/orders";

type PreparedFlow = PreparedPrograms["flows"][number]["live"];
type PreparedEntry = NonNullable<ReturnType<PreparedFlow["triggers"]["get"]>>[number];
const HELPING = 120;

/** Only what a new order sets off is prepared; other triggers and later ports do not begin with it. */
export function* prepareInParts(
  programs: readonly Program[],
  settings: WorkspaceSettings,
): Generator<void, PreparedPrograms> {
  const entries = new Map<string, PreparedEntry[]>();
  for (const program of programs) {
    const own: PreparedEntry[] = [];
    for (const entry of program.entries) {
      if (entry.port === null && program.nodes[entry.node]?.kind === "order_received")
        own.push(yield* entryInParts(program, entry, settings));
    }
    entries.set(program.flow, own);
  }
  const bare = prepare(
    programs.map((program) => ({ ...program, entries: [] })),
    settings,
  );
  const filled = (flow: PreparedFlow): PreparedFlow => ({
    ...flow,
    triggers: new Map([["order_received", entries.get(flow.flow) ?? []]]),
  });
  const flows = bare.flows.map((one) => ({ ...one, live: filled(one.live) }));
  return withFlows(bare, flows, new Map(flows.map(({ flow, live }) => [flow, new Map([[live.version, live]])])));
}

function* entryInParts(
  program: Program,
  entry: ProgramEntry,
  settings: WorkspaceSettings,
): Generator<void, PreparedEntry> {
  let whole: PreparedEntry | null = null;
  for (const steps of helpings(entry.steps)) {
    const nodes = nodesOf(program, [entry.node, ...steps.map((step) => step.node)]);
    const part = prepare([{ ...program, ...NOTHING, nodes, entries: [{ ...entry, steps }] }], settings);
    const ready: PreparedEntry | undefined = part.flows[0]?.live.triggers.get("order_received")?.[0];
    if (ready === undefined) throw new Error("the engine prepared no entry");
    whole = whole === null ? ready : joined(whole, ready);
    yield;
  }
  if (whole === null) throw new Error("the engine prepared no entry");
  return whole;
}

const NOTHING = { windows: [], patterns: [], splits: [], filters: {}, reads: [] };

function nodesOf(program: Program, ids: readonly string[]): Program["nodes"] {
  return Object.fromEntries(
    ids.flatMap((id) => {
      const node = program.nodes[id];
      return node === undefined ? [] : [[id, node] as const];
    }),
  );
}

const joined = (a: PreparedEntry, b: PreparedEntry): PreparedEntry => ({
  ...a,
  steps: [...a.steps, ...b.steps],
  closed: { ...a.closed, ...b.closed },
  // Sights are numbers of an entry's own, fewer than its nodes.
  trace: [...a.trace, ...b.trace.map((plan) => ({ ...plan, sight: plan.sight + a.trace.length }))],
  limits: [...a.limits, ...b.limits],
  needsFacts: a.needsFacts || b.needsFacts,
});

/** A node's steps stay together: the trace tells of nodes. */
function* helpings(steps: readonly ProgramStep[]): Generator<ProgramStep[]> {
  let helping: ProgramStep[] = [];
  for (const step of steps) {
    if (helping.length >= HELPING && helping.at(-1)?.node !== step.node) {
      yield helping;
      helping = [];
    }
    helping.push(step);
  }
  yield helping;
}
