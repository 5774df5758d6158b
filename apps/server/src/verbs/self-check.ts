/** The check of a workspace's own orders: of a hundred whether all systems agree, how long orders take and where, and who asks after news. */
import { type Figure, figureSchema } from "@switchyard/flow";
import { DEFAULT_STATE_MACHINE, type Text } from "@switchyard/orders";
import { spanOf } from "../figures/span.ts";
import type { Context } from "../runtime/context.ts";
import { type Consistency, consistency } from "./consistency.ts";
import { counted } from "./counted.ts";
import { countFigures } from "./figures.ts";

/** As the check is asked for: 100 orders, 7 days, 2 hours. */
const SAMPLE = 100;
const PERIOD = "7d";
const ASKED_WITHIN = 2;

export interface SelfCheck {
  consistency: Consistency;
  /** Mean hours from payment to arrival, and of each step between two states; null: no order took it in these days. */
  duration: {
    hours: number | null;
    orders: number;
    steps: { from: Text; to: Text; hours: number | null; orders: number }[];
  };
  /** How often customers asked within two hours after the courier's last news, and of how many orders there was news; asked after, one counts anew. */
  enquiries: { told: number; asked: number };
}

/** Counted once for all who ask, as the figures are. */
export async function selfCheck(ctx: Context, signal?: AbortSignal): Promise<SelfCheck> {
  const compared = await consistency(ctx, { period: PERIOD, sample: SAMPLE, signal });
  const counts = await counted(ctx, ["self-check"], signal, (stop) => countCheck(ctx, stop));
  return { consistency: compared, ...counts };
}

async function countCheck(ctx: Context, signal: AbortSignal): Promise<Omit<SelfCheck, "consistency">> {
  const span = spanOf(PERIOD, ctx.clock.now(), ctx.workspace.settings.zone);
  const { states } = ctx.workspace.settings.states ?? DEFAULT_STATE_MACHINE;
  const chain = states.filter(({ stage }) => stage !== undefined).sort((a, b) => (a.stage ?? 0) - (b.stage ?? 0));
  const last = chain.at(-1);
  const first = { id: null, label: { zh: "付款", en: "Payment" } };
  // The state that orders begin in is no step: they are in it when they come.
  const stops = [first, ...chain.slice(1)];
  const steps = stops.slice(1).map((to, n) => ({ from: stops[n] ?? first, to }));
  const whole = meanOf("whole", "paid_at", `reached.${last?.id ?? ""}`);
  const asked = figureSchema.parse({
    ...{ id: "asked", name: NAME, kind: "followed" },
    ...{ first: ["courier_node"], next: ["enquiry"], hours: ASKED_WITHIN },
  });
  const figures = [
    ...[whole, asked],
    ...steps.map(({ from, to }, n) =>
      meanOf(`step${n}`, from.id === null ? "paid_at" : `reached.${from.id}`, `reached.${to.id}`),
    ),
  ];
  const { items } = await countFigures(ctx, figures, { span, signal });
  const [all, news, ...each] = items;
  return {
    duration: {
      ...{ hours: all?.value ?? null, orders: all?.of ?? 0 },
      steps: steps.map(({ from, to }, n) => ({
        ...{ from: from.label, to: to.label, hours: each[n]?.value ?? null, orders: each[n]?.of ?? 0 },
      })),
    },
    enquiries: { told: news?.of ?? 0, asked: news?.yes ?? 0 },
  };
}

const NAME: Text = { zh: "自检", en: "Check" };
const meanOf = (id: string, from: string, to: string): Figure => ({ id, name: NAME, kind: "mean", by: to, from, to });
