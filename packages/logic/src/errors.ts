/** Why an evaluation was refused. `failed` is an error of the operator itself, e.g. an object that has no primitive value. */
export type LogicErrorCode = "unknown-operator" | "failed" | "budget";

/**
 * An evaluation that has no answer. `path` is a JSON Pointer (RFC 6901) to the sub-expression, `""` for the whole rule;
 * `rule` is the id of the rule where it was one of a set.
 */
export class LogicError extends Error {
  readonly code: LogicErrorCode;
  readonly path: string;
  readonly rule: string | undefined;
  private readonly reason: string;

  constructor(code: LogicErrorCode, reason: string, place: Place = {}, cause?: unknown) {
    const { path = "", rule } = place;
    const where = [...(rule === undefined ? [] : [`in rule ${rule}`]), ...(path === "" ? [] : [`at ${path}`])].join(
      " ",
    );
    super(where === "" ? reason : `${reason} (${where})`, cause === undefined ? undefined : { cause });
    this.name = "LogicError";
    this.code = code;
    this.path = path;
    this.rule = rule;
    this.reason = reason;
  }

  /** The same error, said of another place. */
  at(place: Place): LogicError {
    return new LogicError(this.code, this.reason, { path: this.path, rule: this.rule, ...place }, this.cause);
  }
}

/** Where an error began. */
export interface Place {
  readonly path?: string;
  readonly rule?: string | undefined;
}

/** Which of the three limits was passed; see `Budget`. */
export type BudgetLimit = "steps" | "size" | "depth";

/** The rule wanted more work, more output or more nesting than its budget allows. */
export class BudgetExceeded extends LogicError {
  readonly limit: BudgetLimit;
  readonly allowed: number;

  constructor(limit: BudgetLimit, allowed: number, place: Place = {}) {
    super("budget", `the rule passed its budget of ${allowed} ${UNITS[limit]}`, place);
    this.name = "BudgetExceeded";
    this.limit = limit;
    this.allowed = allowed;
  }

  override at(place: Place): BudgetExceeded {
    return new BudgetExceeded(this.limit, this.allowed, { path: this.path, rule: this.rule, ...place });
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
