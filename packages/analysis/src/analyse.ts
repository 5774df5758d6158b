/** The X-ray of a workspace's flows, in small steps: whoever calls it may stop between any two of them. */
import { compilingFlow, type FlowContext, type FlowDocument, type Program } from "@switchyard/flow";
import { readOrder } from "@switchyard/orders";
import { checkBranches, expectBranches } from "./checks/branches.ts";
import { checkChanges } from "./checks/changes.ts";
import { checkConflicts, watchConflicts } from "./checks/conflicts.ts";
import { checkElsewhere } from "./checks/elsewhere.ts";
import { checkGaps } from "./checks/gaps.ts";
import { checkOverlaps } from "./checks/overlaps.ts";
import { checkFilled, checkStructure } from "./checks/structure.ts";
import { Confirmer } from "./confirm.ts";
import { Book, type Desk } from "./desk.ts";
import {
  type AnalysedFlow,
  type AnalysisContext,
  DEFAULT_LIMITS,
  type Limits,
  type Progress,
  type Report,
} from "./finding.ts";
import { Dag } from "./formula/dag.ts";
import { Inquiry } from "./inquiry.ts";
import { readPrograms } from "./model/read-programs.ts";
import type { Sheet } from "./model/sheet.ts";
import { OrderBuilder } from "./order/build-order.ts";
import { coreFacts } from "./order/core-facts.ts";
import type { Workshop } from "./order/sample.ts";
import { Words } from "./words.ts";

/** A few milliseconds of work between two yields; each says how far it is. */
export function* analyse(flows: readonly AnalysedFlow[], context: AnalysisContext): Generator<Progress, Report> {
  let last: Progress = { stage: "structure", done: 0, of: flows.length };
  for (const steps = analysing(flows, context); ; ) {
    const step = steps.next();
    if (step.done === true) return step.value;
    last = step.value ?? last;
    yield last;
  }
}

function* analysing(flows: readonly AnalysedFlow[], context: AnalysisContext): Generator<Progress | undefined, Report> {
  const limits: Limits = { ...DEFAULT_LIMITS, ...context.limits };
  const book = new Book(limits, context.focus ?? null);
  const workspace: FlowContext = { customFields: context.settings.customFields, ...context.workspace };
  const sound = new Set<AnalysedFlow>();
  for (const [at, flow] of flows.entries()) {
    if (yield* checkStructure(flow, workspace, book)) sound.add(flow);
    yield;
    checkFilled(flow, context.sources ?? [], context.settings, book);
    yield { stage: "structure", done: at + 1, of: flows.length };
  }
  const programs: Program[] = [];
  const live: Program[] = [];
  for (const flow of flows) {
    const program = flow.program ?? (sound.has(flow) ? yield* compiled(flow.id, flow.document, workspace, true) : null);
    if (program !== null) programs.push(program);
    yield { stage: "read", done: programs.length, of: flows.length };
    const published = flow.live === undefined ? program : yield* compiled(flow.id, flow.live, workspace);
    if (published !== null) live.push(published);
    yield { stage: "read", done: programs.length, of: flows.length };
  }
  const documents = new Map(flows.map((flow) => [flow.id, flow.document]));
  const words = new Words(documents, workspace.flows ?? {}, {
    names: context.names ?? {},
    zone: context.settings.zone,
    focus: context.focus ?? null,
  });
  const dag = new Dag();
  const workshop: Workshop = {
    settings: context.settings,
    now: context.now,
    trigger: "order_received",
    programs: [...programs, ...live],
  };
  const builder = new OrderBuilder(workshop, dag);
  const sheet = yield* reading(readPrograms(programs, "order_received", dag, builder.sortOf));
  const drafts = flows.filter((flow) => flow.live !== undefined && (context.focus ?? flow.id) === flow.id);
  const published: Sheet | null =
    drafts.length === 0 ? null : yield* reading(readPrograms(live, "order_received", dag, builder.sortOf));
  const inquiry = new Inquiry(dag, builder, limits.budget);
  const desk: Desk = { sheet, inquiry, confirmer: new Confirmer(programs, context.settings), words, book };
  expectBranches(desk);
  const watched = watchConflicts(desk);
  yield* plantSeeds(inquiry, workshop, context);
  yield* reading(desk.confirmer.prepare());
  yield* inquiry.asking();
  yield* checkBranches(desk);
  yield* checkConflicts(desk, watched);
  yield* checkGaps(desk);
  yield* checkOverlaps(desk);
  if (published !== null) {
    const before = new Confirmer(live, context.settings);
    yield* reading(before.prepare());
    for (const flow of drafts) yield* checkChanges(desk, { flow: flow.id, live: published, before });
  }
  yield* checkElsewhere(programs, context.settings, context.now, words, book);
  const { samples, questions } = inquiry;
  return {
    findings: book.findings,
    undecided: book.undecided,
    cut: [...book.cut],
    orders: samples.map(({ input, at, order, before }) => ({
      order: input,
      at,
      receivedAt: order.received_at,
      id: order.id,
      before,
    })),
    counts: {
      rules: sheet.rules.length,
      facts: dag.facts.length,
      questions,
      orders: samples.length,
      confirmed: book.confirmed,
    },
  };
}

function* reading<T>(steps: Generator<void, T>): Generator<Progress, T> {
  for (let done = 1; ; done += 1) {
    const step = steps.next();
    if (step.done === true) return step.value;
    yield { stage: "read", done, of: done };
  }
}

/** Version 0 is the draft; what does not compile has findings of structure instead. */
function* compiled(
  flow: string,
  document: FlowDocument,
  workspace: FlowContext,
  validated = false,
): Generator<undefined, Program | null> {
  const result = yield* compilingFlow(document, { ...workspace, flow, version: 0, validated });
  return result.ok ? result.program : null;
}

/** Orders of an earlier run, read and computed anew. */
function* plantSeeds(inquiry: Inquiry, workshop: Workshop, { seeds, settings }: AnalysisContext): Generator<Progress> {
  if (seeds === undefined || seeds.length === 0) return;
  const core = coreFacts(workshop);
  for (const [number, { order: input, at, receivedAt, id, before }] of seeds.entries()) {
    if (number % 16 === 15) yield { stage: "read", done: number, of: seeds.length };
    const read = readOrder(input, { settings, receivedAt, id });
    if (read.ok) inquiry.plant({ input, order: read.order, at, before, facts: core.of(read.order, at, before) });
  }
}

/** Runs it to its end. `stop` is asked between two steps; null when it said so. */
export function analyseAll(
  flows: readonly AnalysedFlow[],
  context: AnalysisContext,
  stop: () => boolean = () => false,
): Report | null {
  const steps = analyse(flows, context);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (stop()) return null;
  }
}
