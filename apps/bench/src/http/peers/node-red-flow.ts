/** The same twenty rules as somebody would draw them in Node-RED: two switches and a change for each. */
import { OTHERWISE, RULES } from "../workload.ts";

type Node = Record<string, unknown> & { id: string };
const flow = "bench";
const place = (x: number, y: number) => ({ z: flow, x, y });

export function nodeRedFlow(): Node[] {
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
    { id: "out", type: "http response", ...place(1100, 40), wires: [] },
  );
  return nodes;
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
