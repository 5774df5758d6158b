import type { FlowNode } from "@switchyard/flow";
import { expect, it } from "vitest";
import type { Card } from "./canvas-store.ts";
import { boundsOf, seenOf } from "./geometry.ts";

const condition = {
  id: "c",
  kind: "condition",
  position: { x: 0, y: 0 },
  when: { type: "group", match: "all", parts: [] },
};
const card = (used: string): Card =>
  ({
    id: "c",
    position: { x: 0, y: 0 },
    width: 240,
    height: 100,
    data: { node: condition as unknown as FlowNode, used },
  }) as Card;

it("where a port has no line, its name beside the card is seen too", () => {
  expect(seenOf([card("met not_met missing")])).toEqual(boundsOf([card("")]));
  expect(seenOf([card("met")]).width).toBeGreaterThan(240 + 100);
  expect(seenOf([card("met")])).toMatchObject({ x: 0, y: 0, height: 100 });
});
