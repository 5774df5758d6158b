/** JSON text from outside: depth is looked at before anything is built, and a fault is named by its place. */
import { type Problem, pointerTo } from "@switchyard/orders";
import { Refusal } from "../refusal/refusal.ts";

const MAX_JSON_DEPTH = 64;

/** Parses JSON. Throws `too_deep` or `malformed_json`, with line, column and JSON pointer of the fault. */
export function parseJson(text: string): unknown {
  if (isTooDeep(text, MAX_JSON_DEPTH)) throw new Refusal("too_deep", { problems: [tooDeep] });
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("malformed_json", { problems: [faultProblem(text)] });
  }
}

const tooDeep: Problem = {
  pointer: "",
  code: "too_deep",
  message: { zh: `嵌套超过 ${MAX_JSON_DEPTH} 层`, en: `Nested more than ${MAX_JSON_DEPTH} levels deep` },
};

/** Nearly all texts hold fewer brackets than would be too deep: those are counted quickly, wherever they stand. */
export const isTooDeep = (text: string, limit: number): boolean =>
  holdsMore(text, limit) && isNestedDeeper(text, limit);

function holdsMore(text: string, limit: number): boolean {
  let count = 0;
  for (const bracket of ["{", "["]) {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      count += 1;
      if (count > limit) return true;
    }
  }
  return false;
}

/** Counts brackets outside strings; stops at the first that is one too many. */
function isNestedDeeper(text: string, limit: number): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === 0x22) index = endOfString(text, index);
    else if (unit === 0x7b || unit === 0x5b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (unit === 0x7d || unit === 0x5d) depth -= 1;
  }
  return false;
}

/** Index of the closing quote, or the text's length. */
function endOfString(text: string, opening: number): number {
  for (let index = opening + 1; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === 0x5c) index += 1;
    else if (unit === 0x22) return index;
  }
  return text.length;
}

export function faultProblem(text: string): Problem {
  const { index, pointer } = firstFault(text);
  const before = text.slice(0, index);
  const line = before.split("\n").length;
  const column = index - before.lastIndexOf("\n");
  const found = index >= text.length ? null : JSON.stringify(String.fromCodePoint(text.codePointAt(index) ?? 0));
  return {
    pointer,
    code: "malformed_json",
    message: {
      zh: `第 ${line} 行第 ${column} 列${found === null ? "内容不完整" : `出现意外的 ${found}`}`,
      en: `Line ${line}, column ${column}: ${found === null ? "the text ends too early" : `unexpected ${found}`}`,
    },
  };
}

/** Where a text stops being JSON, and inside which value. The depth is bounded by the scan before it. */
function firstFault(text: string): { index: number; pointer: string } {
  const scan = new JsonScan(text);
  scan.value("");
  if (scan.fault === null) scan.end();
  return scan.fault ?? { index: text.length, pointer: "" };
}

const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const STRING_START = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|true(?!\w)|false(?!\w)|null(?!\w)/y;

class JsonScan {
  fault: { index: number; pointer: string } | null = null;
  private at = 0;
  private readonly text: string;
  constructor(text: string) {
    this.text = text;
  }

  value(pointer: string): void {
    this.take(SPACE);
    const first = this.text[this.at];
    if (first === "{") this.members(pointer);
    else if (first === "[") this.elements(pointer);
    else if (first === '"') this.string(pointer);
    else if (this.take(SCALAR) === null) this.stop(pointer);
  }
  end(): void {
    this.take(SPACE);
    if (this.at < this.text.length) this.stop("");
  }

  private members(pointer: string): void {
    this.list("}", pointer, () => {
      this.take(SPACE);
      const name = this.text[this.at] === '"' ? this.string(pointer) : this.stop(pointer);
      if (name === null) return;
      this.take(SPACE);
      const inside = pointerTo(pointer, JSON.parse(name) as string);
      if (this.text[this.at] !== ":") return void this.stop(inside);
      this.at += 1;
      this.value(inside);
    });
  }
  private elements(pointer: string): void {
    let place = 0;
    this.list("]", pointer, () => {
      this.value(pointerTo(pointer, place));
      place += 1;
    });
  }
  private list(closing: string, pointer: string, one: () => void): void {
    this.at += 1;
    this.take(SPACE);
    if (this.text[this.at] === closing) {
      this.at += 1;
      return;
    }
    while (this.fault === null) {
      one();
      if (this.fault !== null) return;
      this.take(SPACE);
      const next = this.text[this.at];
      if (next !== "," && next !== closing) return void this.stop(pointer);
      this.at += 1;
      if (next === closing) return;
    }
  }
  private string(pointer: string): string | null {
    const found = this.take(STRING);
    if (found !== null) return found;
    this.take(STRING_START);
    return this.stop(pointer);
  }
  private take(form: RegExp): string | null {
    form.lastIndex = this.at;
    const found = form.exec(this.text)?.[0] ?? null;
    if (found !== null) this.at += found.length;
    return found;
  }
  private stop(pointer: string): null {
    this.fault ??= { index: this.at, pointer };
    return null;
  }
}
