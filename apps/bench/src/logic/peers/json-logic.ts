import { createRequire } from "node:module";
import { compileRules } from "@switchyard/logic";
import { LogicEngine } from "json-logic-engine";
import type { Peer } from "./peer.ts";

/** Its types live in a package of their own, which a benchmark need not install. */
const jsonLogic = createRequire(import.meta.url)("json-logic-js") as {
  apply(logic: unknown, data: unknown): unknown;
  truthy(value: unknown): boolean;
};

export const ours: Peer = {
  name: "switchyard",
  prepare: (rules, sample) => {
    const compiled = compileRules(rules, { sample });
    return (facts) => compiled.match(facts);
  },
};

export const jsonLogicJs: Peer = {
  name: "json-logic-js",
  prepare: (rules) => (facts) => {
    const ids: string[] = [];
    for (const { id, when } of rules) if (jsonLogic.truthy(jsonLogic.apply(when, facts))) ids.push(id);
    return ids;
  },
};

export const jsonLogicEngine: Peer = {
  name: "json-logic-engine",
  prepare: (rules) => {
    const engine = new LogicEngine();
    const built = rules.map(({ id, when }) => ({ id, run: engine.build(when) as (facts: unknown) => unknown }));
    return (facts) => {
      const ids: string[] = [];
      for (const { id, run } of built) if (run(facts)) ids.push(id);
      return ids;
    };
  },
};
