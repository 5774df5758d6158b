/** Where two ways of the same order part: what a reader of both looks for first. */
import type { ExplainedStep } from "@switchyard/engine";

type Way = Pick<ExplainedStep, "flow" | "node" | "ports" | "sentence">;
export const stepKey = ({ flow, node }: Pick<Way, "flow" | "node">): string => `${flow}:${node}`;
const ports = (step: Way) =>
  step.ports
    .map(({ id }) => id)
    .sort()
    .join(" ");

/**
 * Steps that both ways took and left by other ports; where there is none, the first that the other has not; where both took the
 * same, those that say something else: a merge with another window joins the order to other ones.
 */
export function apartFrom(steps: readonly Way[], other: readonly Way[]): ReadonlySet<string> {
  const there = new Map(other.map((step) => [stepKey(step), ports(step)]));
  const turned = steps.filter((step) => there.has(stepKey(step)) && there.get(stepKey(step)) !== ports(step));
  const alone = steps.filter((step) => !there.has(stepKey(step)));
  const said = new Map(other.map((step) => [stepKey(step), step.sentence.zh]));
  const reworded = steps.filter((step) => said.has(stepKey(step)) && said.get(stepKey(step)) !== step.sentence.zh);
  const parted = turned.length > 0 ? turned : alone.length > 0 ? alone.slice(0, 1) : reworded;
  return new Set(parted.map(stepKey));
}
