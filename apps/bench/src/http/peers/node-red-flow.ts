/**
 * The same twenty rules as somebody would draw them in Node-RED: two switches and a change for each. What is decided is saved
 * by visual nodes alone, or by a function node that calls a store of ours.
 */
import { OTHERWISE, RULES } from "../workload.ts";

type Node = Record<string, unknown> & { id: string };
const flow = "bench";
const place = (x: number, y: number) => ({ z: flow, x, y });

export type Saving = "visual" | "function";

export function nodeRedFlow(saving: Saving, file: string): Node[] {
  const nodes: Node[] = [
    { id: flow, type: "tab", label: "Bench" },
    { id: "in", type: "http in", ...place(100, 40), url: "/orders", method: "post", wires: [["brand0"]] },
  ];
  RULES.forEach(({ brand, leastAmount, destination }, n) => {
    const next = n + 1 < RULES.length ? `brand${n + 1}` : "otherwise";
    nodes.push(
      choice(`brand${n}`, "payload.brand", { t: "eq", v: brand, vt: "str" }, [`amount${n}`, next], n),
      choice(`amount${n}`, "payload.amount", { t: "gte", v: String(leastAmount), vt: "num" }, [`to${n}`, next], n),
      change(`to${n}`, destination, n),
    );
  });
  nodes.push(
    change("otherwise", OTHERWISE, RULES.length),
    ...(saving === "visual" ? visualSave(file) : functionSave()),
    { id: "out", type: "http response", ...place(1100, 40), wires: [] },
  );
  return nodes;
}

/** One statement that stores the order's text with its decision: one transaction, one wait for the disk. */
function visualSave(file: string): Node[] {
  const set = (p: string, to: string, tot: string) => ({ t: "set", p, pt: "msg", to, tot });
  const params = [
    set("params", "{}", "json"),
    set("params.$source", "payload.source", "msg"),
    set("params.$external_id", "payload.external_id", "msg"),
    set("params.$destination", "destination", "msg"),
    set("params.$at", "", "date"),
    set("params.$body", "payload", "msg"),
  ];
  const answer = [
    set("payload", '{"order":{},"result":"accepted"}', "json"),
    set("payload.order.source", "params.$source", "msg"),
    set("payload.order.external_id", "params.$external_id", "msg"),
    set("payload.destination", "destination", "msg"),
    set("statusCode", "201", "num"),
  ];
  return [
    { id: "db", type: "sqlitedb", db: file, mode: "RWC" },
    { id: "save", type: "change", ...place(900, 40), rules: params, wires: [["text"]] },
    { id: "text", type: "json", ...place(1000, 40), property: "params.$body", action: "str", wires: [["insert"]] },
    {
      id: "insert",
      type: "sqlite",
      ...place(1100, 40),
      mydb: "db",
      sqlquery: "prepared",
      sql: "insert into orders (source, external_id, body, destination, at) values ($source, $external_id, $body, $destination, $at)",
      wires: [["answer"]],
    },
    { id: "answer", type: "change", ...place(1200, 40), rules: answer, wires: [["out"]] },
  ];
}

function functionSave(): Node[] {
  return [
    {
      id: "save",
      type: "function",
      ...place(900, 40),
      outputs: 1,
      wires: [["out"]],
      func: `global.get("store").save(msg.payload, msg.destination);
const { source, external_id } = msg.payload;
msg.payload = { order: { source, external_id }, result: "accepted", destination: msg.destination };
msg.statusCode = 201;
return msg;`,
    },
  ];
}

function choice(id: string, property: string, rule: object, [yes, no]: [string, string], row: number): Node {
  return {
    id,
    type: "switch",
    ...place(300, 80 * row),
    property,
    propertyType: "msg",
    rules: [rule, { t: "else" }],
    checkall: "false",
    repair: false,
    outputs: 2,
    wires: [[yes], [no]],
  };
}

function change(id: string, destination: string, row: number): Node {
  return {
    id,
    type: "change",
    ...place(600, 80 * row),
    rules: [{ t: "set", p: "destination", pt: "msg", to: destination, tot: "str" }],
    wires: [["save"]],
  };
}
