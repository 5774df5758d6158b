/** Orders that a flow listens to and that reach no action in any flow. */
import { portsOf } from "@switchyard/flow";
import type { Desk } from "../desk.ts";
import type { Place, Progress } from "../finding.ts";
import { isTrue, not, type Ref } from "../formula/dag.ts";
import type { Port } from "../model/sheet.ts";
import { text } from "../words.ts";

/** Different ways of falling through that are listed for one flow. */
const MOST = 8;

export function* checkGaps(desk: Desk): Generator<Progress | undefined> {
  const { sheet, inquiry, book } = desk;
  for (const [at, { flow, on }] of sheet.flows.entries()) {
    if (!begins(desk, flow)) continue;
    const ends: Port[] = [];
    for (const [number, port] of sheet.ports.entries()) {
      if (number % 400 === 399) yield;
      if (port.flow === flow && endsHere(desk, port)) ends.push(port);
    }
    const known: Ref[] = [];
    for (let found = 0; found < MOST; found += 1) {
      const answer = yield* inquiry.asking(on, not(sheet.acts), ...known);
      yield { stage: "gaps", done: at, of: sheet.flows.length };
      if (answer.kind === "no") break;
      const left =
        answer.kind === "yes"
          ? ends.filter((port) => port.taken >> 1 < answer.truth.length && isTrue(answer.truth, port.taken))
          : [];
      const claim = gapClaim(desk, flow, left);
      if (answer.kind === "unknown") {
        book.doubt(claim, answer.why);
        break;
      }
      book.show(desk, claim, answer.model, ({ decision }) =>
        decision?.outcome === "undecided" && decision.flows.some((one) => one.flow === flow)
          ? text("引擎：没有任何节点处理该订单", "Engine: no node acts on this order")
          : null,
      );
      if (left.length === 0) break;
      known.push(not(sheet.dag.and(...left.map((port) => port.taken))));
    }
  }
}

/** A flow that has no rule for new orders is about something else. */
function begins({ sheet }: Desk, flow: string): boolean {
  return sheet.rules.some((rule) => rule.flow === flow) || sheet.ports.some((port) => port.flow === flow);
}

/** Nothing is drawn after the port. */
function endsHere({ words }: Desk, { flow, node: id, port }: Port): boolean {
  const node = words.node(flow, id);
  if (node === undefined) return false;
  const spec = portsOf(node).find((one) => one.id === port);
  return spec !== undefined && !words.follows(flow, id, port);
}

function gapClaim({ words }: Desk, flow: string, left: readonly Port[]) {
  const places: Place[] = left.map(({ node, port }) => ({ flow, node, port }));
  const ways = words.ways(places);
  return {
    kind: "gap" as const,
    severity: "warning" as const,
    code: "gap",
    places: places.length > 0 ? places : [{ flow, node: words.start(flow) }],
    message:
      places.length > 0
        ? text(`有订单从${ways.zh}离开后没有任何动作`, `Some orders leave by ${ways.en} and nothing is done with them`)
        : text("有订单没有任何动作处理", "Nothing is done with some orders"),
  };
}
