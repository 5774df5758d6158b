import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test, vi } from "vitest";
import { compile, compileRules, type Logic } from "../index.ts";

const logic: Logic = {
  and: [{ "!": { missing: ["n"] } }, { "<=": [{ var: "n" }, 3] }, { some: [{ var: "xs" }, { ">": [{ var: "" }, 1] }] }],
};
const rules = [
  { id: "few", when: { "<=": [{ var: "n" }, 3] } },
  { id: "loop", when: logic },
];
const facts = { n: 2, xs: [1, 2] };

afterEach(() => vi.unstubAllGlobals());

test("[L16] code is generated where the host allows it", () => {
  expect(compile(logic).strategy).toBe("codegen");
  expect(compileRules(rules)).toMatchObject({ strategy: "codegen", codegen: true });
});

test("[L16] where `new Function` is forbidden everything still works, and says so", () => {
  const Forbidden = class {
    constructor() {
      throw new EvalError("Refused to evaluate a string as JavaScript");
    }
  };
  vi.stubGlobal("Function", Forbidden);
  expect(compile(logic).strategy).toBe("evaluate");
  expect(compile(logic)(facts)).toBe(true);
  const set = compileRules(rules);
  expect(set).toMatchObject({ strategy: "index", codegen: false });
  expect(set.match(facts)).toEqual(["few", "loop"]);
});

test("[L16] code generation can be switched off", () => {
  expect(compile(logic, { codegen: false }).strategy).toBe("evaluate");
  const set = compileRules(rules, { codegen: false, strategy: "codegen" });
  expect(set).toMatchObject({ strategy: "index", codegen: false });
  expect(set.match({ n: 9, xs: [2] })).toEqual([]);
});

test("[L16] Node without code generation from strings", () => {
  const index = fileURLToPath(new URL("../index.ts", import.meta.url));
  const script = `
    import { compile, compileRules } from ${JSON.stringify(index)};
    const set = compileRules(${JSON.stringify(rules)});
    console.log(compile(${JSON.stringify(logic)}).strategy, set.codegen, set.match(${JSON.stringify(facts)}).join());`;
  const options = ["--disallow-code-generation-from-strings", "--input-type=module", "-e", script];
  expect(execFileSync(process.execPath, options, { encoding: "utf8" }).trim()).toBe("evaluate false few,loop");
});
