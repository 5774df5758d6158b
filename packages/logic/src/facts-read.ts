import { isOperation, operatorKind, partsOf } from "./operators.ts";

/**
 * The `var` paths that a rule may read from its data, each once, in reading order, `missing` and `missing_some`
 * included. The whole data is the path `""`; a computed path cannot be known and is left out (see `readsComputedFacts`).
 */
export function factsRead(logic: unknown): string[] {
  return [...collect(logic).paths];
}

/** Whether a rule also reads paths that only data decides, so that `factsRead` is not all. */
export function readsComputedFacts(logic: unknown): boolean {
  return collect(logic).computed;
}

interface Reads {
  readonly paths: Set<string>;
  computed: boolean;
}

function collect(logic: unknown): Reads {
  const reads: Reads = { paths: new Set(), computed: false };
  visit(logic, reads, new Set());
  return reads;
}

function visit(logic: unknown, reads: Reads, open: Set<unknown>): void {
  if (typeof logic !== "object" || logic === null || open.has(logic)) return;
  open.add(logic);
  if (Array.isArray(logic)) for (const part of logic) visit(part, reads, open);
  else if (isOperation(logic)) visitOperation(logic, reads, open);
  open.delete(logic);
}

function visitOperation(operation: Readonly<Record<string, unknown>>, reads: Reads, open: Set<unknown>): void {
  const [name, args] = partsOf(operation);
  if (name === "var") addPath(args[0], reads);
  if (name === "missing") for (const key of Array.isArray(args[0]) ? args[0] : args) addPath(key, reads);
  if (name === "missing_some") for (const key of Array.isArray(args[1]) ? args[1] : [args[1]]) addPath(key, reads);
  // The body of a loop reads its element instead of the data.
  const isLoop = operatorKind(name) === "loop";
  for (let i = 0; i < args.length; i++) if (!(isLoop && i === 1)) visit(args[i], reads, open);
}

function addPath(key: unknown, reads: Reads): void {
  if (typeof key === "object" && key !== null) reads.computed = true;
  else reads.paths.add(key === undefined || key === null ? "" : String(key));
}
