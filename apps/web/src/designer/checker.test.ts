import { effectOrder, type FlowDocument, type FlowNode, validateFlow } from "@switchyard/flow";
import { expect, it } from "vitest";
import { createChecker } from "./checker.ts";
import { smallFlow } from "./testing/document.ts";
import type { Checked } from "./validate.ts";

/** Large enough for many slices; every second card has something wrong with it. */
function large(name: string): FlowDocument {
  const flow = smallFlow();
  const nodes = Array.from({ length: 900 }, (_, index): FlowNode => {
    const base = { id: `n${index}`, position: { x: index, y: 200 } };
    return index % 2 ? { ...base, kind: "tag", tag: name } : { ...base, kind: "route", destination: `${name}${index}` };
  });
  return { ...flow, name, nodes: [...flow.nodes, ...nodes] };
}
const context = { destinations: ["rapid", "normal"] };

/** A page whose timers run at once when told, and on which every step of a check takes a whole slice. */
function page() {
  const told: Checked[] = [];
  let now = 0;
  let timers: (() => void)[] = [];
  const turns: (() => void)[] = [];
  const checker = createChecker({
    tell: (checked) => told.push(checked),
    after(act) {
      timers.push(act);
      return () => {
        timers = timers.filter((one) => one !== act);
      };
    },
    turns: {
      now: () => (now += 5),
      breathe: () => new Promise((resolve) => turns.push(resolve)),
    },
  });
  const rest = () => {
    for (const act of timers.splice(0)) act();
  };
  /** Until the check has given the page a turn. */
  const turn = () => until(() => turns.length > 0);
  const goOn = () => turns.splice(0).map((resolve) => resolve());
  return { checker, told, rest, turn, goOn, waiting: () => timers.length };
}

/** Goes on until then, however long that takes; the test's own limit ends what never comes. */
async function until(isDone: () => boolean, act = () => {}): Promise<void> {
  for (act(); !isDone(); act()) await new Promise((resolve) => setImmediate(resolve));
}

async function untilTold({ told, goOn }: ReturnType<typeof page>): Promise<number> {
  let slices = 0;
  await until(
    () => told.length > 0,
    () => {
      slices += goOn().length;
    },
  );
  return slices;
}

it("finds in slices, with turns of the page in between, all that is found in one go", async () => {
  const here = page();
  const document = large("甲");
  here.checker.ask(document, context);
  here.rest();
  expect(await untilTold(here)).toBeGreaterThan(10);
  const [{ order, found } = {} as Checked] = here.told;
  expect(found).toEqual(validateFlow(document, context));
  expect(found.length).toBeGreaterThan(900);
  expect(Object.keys(order)).toEqual(effectOrder(document));
});

it("answers the last edit only, also where an earlier check is under way", async () => {
  const here = page();
  const [early, late] = [large("甲"), large("乙")];
  here.checker.ask(early, context);
  here.checker.ask(early, context);
  expect(here.waiting()).toBe(1);
  here.rest();
  await here.turn();
  here.checker.ask(late, context);
  here.goOn();
  here.rest();
  await untilTold(here);
  expect(here.told.map(({ found }) => found)).toEqual([validateFlow(late, context)]);
});

it("says nothing after the drawing was closed", async () => {
  const here = page();
  here.checker.ask(large("甲"), context);
  here.rest();
  await here.turn();
  here.checker.stop();
  here.goOn();
  here.checker.ask(smallFlow(), context);
  here.rest();
  await untilTold(here);
  expect(here.told.map(({ found }) => found)).toEqual([validateFlow(smallFlow(), context)]);
});
