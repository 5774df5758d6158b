import type { GeneratedSource } from "./generate.ts";
import type { Helper } from "./runtime.ts";

/** What is known of a value before it is computed: `light` is a short text or another primitive, never `undefined`. */
export type Kind = "boolean" | "number" | "light" | "any";

/** An expression of generated code. */
export interface Code {
  readonly text: string;
  readonly kind: Kind;
}

/** Names that plain property access could find behind an object's own properties. */
const INHERITED: readonly object[] = [Object.prototype, Array.prototype, String.prototype, Number.prototype];

/** How a field is used decides what is checked before it is used. */
interface Field {
  readonly local: string;
  readonly path: string;
  coerced: boolean;
  searched: boolean;
  /** The local with `null` for `undefined` is wanted too. */
  isNormal: boolean;
}

/** A function body under construction: constants in a table, each field read once, temporaries per function. */
export class Source {
  readonly constants: unknown[] = [];
  private readonly slots = new Map<unknown, string>();
  private readonly fields = new Map<string, Field>();
  private readonly used = new Set<string>();
  private readonly required = new Set<string>();
  /** First names of all paths that are read. */
  private readonly roots = new Set<string>();
  private temporaries: string[] = [];
  private count = 0;
  metered = false;

  /** The name of a constant; the same primitive has one name. */
  constant(value: unknown): string {
    const isShared = typeof value !== "object" && !Object.is(value, -0);
    const known = isShared ? this.slots.get(value) : undefined;
    if (known !== undefined) return known;
    const name = `k${this.constants.push(value) - 1}`;
    if (isShared) this.slots.set(value, name);
    return name;
  }

  call(helper: Helper | "meter" | "bail", ...args: readonly string[]): string {
    this.used.add(helper);
    return `${helper}(${args.join(",")})`;
  }

  meter(): string {
    this.metered = true;
    return "m";
  }

  fresh(prefix: "e" | "a"): string {
    return `${prefix}${this.count++}`;
  }

  temporary(): string {
    const name = `t${this.count++}`;
    this.temporaries.push(name);
    return name;
  }

  /** Runs `body` as the body of an inner function, which has temporaries of its own. */
  inner(parameters: readonly string[], body: () => string): string {
    const outer = this.temporaries;
    this.temporaries = [];
    const text = body();
    const lets = this.temporaries.length > 0 ? `let ${this.temporaries.join(",")};` : "";
    this.temporaries = outer;
    return `(${parameters.join(",")})=>{${lets}return ${text};}`;
  }

  /** The local that holds the fact at `path`, `undefined` where it is missing. */
  rawField(path: string): Field {
    let field = this.fields.get(path);
    if (field === undefined) {
      field = { local: `r${this.fields.size}`, path, coerced: false, searched: false, isNormal: false };
      this.fields.set(path, field);
    }
    return field;
  }

  /** The local that holds the fact at `path`, `null` where it is missing. */
  field(path: string, use: "coerced" | "searched" | "plain"): string {
    const field = this.rawField(path);
    if (use === "coerced") field.coerced = true;
    if (use === "searched") field.searched = true;
    field.isNormal = true;
    return field.local.replace("r", "f");
  }

  /** From now on the fact at `path` is read once, at the beginning, for every `peek`. */
  keep(path: string): void {
    this.rawField(path);
  }

  /** Bails out at the beginning unless the fact at `path` passes `test`. */
  require(path: string, test: "isOrdinary" | "isSearchable"): void {
    this.required.add(`!${this.call(test, this.peek(path))}`);
  }

  /** The fact at `path`, `undefined` where it is missing: read here and now unless it is kept anyway. */
  peek(path: string): string {
    const kept = this.fields.get(path);
    if (kept !== undefined) return kept.local;
    this.roots.add(firstOf(path));
    return this.readOne(path);
  }

  /** `statements` may use every local; they end in a return. */
  finish(statements: string, parameters: readonly string[] = ["d"]): GeneratedSource {
    const reads = this.readFields();
    const meter = this.metered ? `const m=${this.call("meter")};` : "";
    const lets = this.temporaries.length > 0 ? `let ${this.temporaries.join(",")};` : "";
    const body = `${reads}${meter}${lets}${statements}`;
    const names = [...this.used].map((name) => `const ${name}=H.${name};`).join("");
    const constants = this.constants.map((_, i) => `const k${i}=K[${i}];`).join("");
    return {
      text: `${names}\n${constants}\nreturn function(${parameters.join(",")}){${body}};`,
      constants: this.constants,
    };
  }

  private readFields(): string {
    const fields = [...this.fields.values()];
    for (const { path } of fields) this.roots.add(firstOf(path));
    if (this.roots.size === 0) return "";
    const roots = [...this.roots].filter(isSafeName);
    const object = `const o=${this.call("plain", "d")}?d:${this.call("pick", "d", this.constant(roots))};\n`;
    const reads = fields.map(({ local, path, isNormal }) => {
      const normal = isNormal ? `const ${local.replace("r", "f")}=${local}===undefined?null:${local};` : "";
      return `const ${local}=${this.readOne(path)};${normal}\n`;
    });
    const heavy = fields.flatMap(({ local, coerced, searched }) => {
      if (!coerced && !searched) return [];
      return [`!${this.call(coerced ? "light" : "lightList", local)}`];
    });
    const unfit = [...heavy, ...this.required];
    const bail = unfit.length > 0 ? `if(${unfit.join("||")})return ${this.call("bail", "d")};\n` : "";
    return object + reads.join("") + bail;
  }

  private readOne(path: string): string {
    const [first = "", ...rest] = path.split(".");
    const root = isSafeName(first) ? `o[${this.constant(first)}]` : this.call("get", "d", this.constant(first));
    return rest.length === 0 ? root : this.call("walk", root, this.constant(rest));
  }
}

function firstOf(path: string): string {
  return path.split(".")[0] ?? "";
}

function isSafeName(name: string): boolean {
  return !INHERITED.some((prototype) => name in prototype);
}
