import { expect, test } from "vitest";
import { effectSentence } from "./effect-sentence.ts";
import { nodeSentence } from "./node-sentence.ts";

const names = { destinations: { rapid: "快反线" }, people: { boss: "主管" } };

test("an effect reads as the node that has it", () => {
  const position = { x: 0, y: 0 };
  const alert = { to: ["boss"], channel: "wecom", level: 2, text: "急" } as const;
  expect(effectSentence({ type: "route", destination: "rapid", origin: null }, names)).toEqual(
    nodeSentence({ id: "n", kind: "route", position, destination: "rapid" }, names),
  );
  expect(effectSentence({ type: "alert", ...alert }, names)).toEqual(
    nodeSentence({ id: "n", kind: "alert", position, ...alert, to: [...alert.to] }, names),
  );
  expect(effectSentence({ type: "set_field", field: "urgency", value: 3 }, names)).toEqual(
    nodeSentence({ id: "n", kind: "set_field", position, field: "urgency", value: 3 }, names),
  );
});

test("what no node says has no sentence; settings that do not fit are not shown", () => {
  expect(effectSentence({ type: "batch_joined", batch: "b" }, names)).toBeNull();
  expect(effectSentence({ type: "__proto__" }, names)).toBeNull();
  expect(effectSentence({}, names)).toBeNull();
  expect(JSON.stringify(effectSentence({ type: "alert", to: [{}], text: 5, destination: {} }, names))).not.toContain(
    "object",
  );
});
