/** Why an evaluation was refused. `failed` is an error of the operator itself, e.g. an object that has no primitive value. */
export type LogicErrorCode = "unknown-operator" | "failed" | "budget";

/** An evaluation that has no answer. `path` is a JSON Pointer (RFC 6901) to the sub-expression, `""` for the whole rule. */
export class LogicError extends Error {
  readonly code: LogicErrorCode;
  readonly path: string;

  constructor(code: LogicErrorCode, message: string, path: string, cause?: unknown) {
    super(path === "" ? message : `${message} (at ${path})`, cause === undefined ? undefined : { cause });
    this.name = "LogicError";
    this.code = code;
    this.path = path;
  }
}

/** Which of the three limits was passed; see `Budget`. */
export type BudgetLimit = "steps" | "size" | "depth";

/** The rule wanted more work, more output or more nesting than its budget allows. */
export class BudgetExceeded extends LogicError {
  readonly limit: BudgetLimit;
  readonly allowed: number;

  constructor(limit: BudgetLimit, allowed: number, path = "") {
    super("budget", `the rule passed its budget of ${allowed} ${UNITS[limit]}`, path);
    this.name = "BudgetExceeded";
    this.limit = limit;
    this.allowed = allowed;
  }
}

const UNITS: Readonly<Record<BudgetLimit, string>> = {
  steps: "steps",
  size: "characters or elements built",
  depth: "levels of nesting",
};

/** One segment of a JSON Pointer, with its leading slash. */
export function pointer(segment: string | number): string {
  return `/${String(segment).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
