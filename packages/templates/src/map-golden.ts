/** Golden orders in the names of another workspace. */
import type { ExpectedMessage, GoldenOrder, ScriptStep } from "@switchyard/flow";
import { type Mapping, mapped } from "./needs.ts";

/** Destinations that a golden order expects, in order of appearance. */
export const expectedDestinations = ({ expected }: GoldenOrder): string[] =>
  (expected.orders ?? []).flatMap(({ destination, lines }) => [
    ...(destination === null ? [] : [destination]),
    ...lines.map((line) => line.destination),
  ]);

/** `brand` is put on the script's orders where the flow is for one brand only. */
export function mapGolden(golden: GoldenOrder, mapping: Mapping, brand: string | null): GoldenOrder {
  const { orders, messages, ...rest } = golden.expected;
  const place = (id: string) => mapped(mapping.destinations, id);
  const steps = golden.script.steps.map((step): ScriptStep => {
    if (step.type !== "order" && step.type !== "update") return step;
    const order = ownFields(step.order, mapping.fields);
    return { ...step, order: brand === null || step.type === "update" ? order : { ...order, brand } };
  });
  const expected = {
    ...rest,
    ...(orders === undefined
      ? {}
      : {
          orders: orders.map((one) => ({
            ...one,
            destination: one.destination === null ? null : place(one.destination),
            lines: one.lines.map((line) => ({ ...line, destination: place(line.destination) })),
          })),
        }),
    ...(messages === undefined ? {} : { messages: messages.map((one) => addressed(one, mapping)) }),
  };
  return { ...golden, script: { ...golden.script, steps }, expected };
}

function addressed(message: ExpectedMessage, { people, endpoints }: Mapping): ExpectedMessage {
  if (message.type === "notify") return message;
  return { ...message, to: message.to.map((one) => mapped(message.type === "webhook" ? endpoints : people, one)) };
}

function ownFields(order: Record<string, unknown>, names: Mapping["fields"]): Record<string, unknown> {
  const { custom } = order;
  if (typeof custom !== "object" || custom === null) return order;
  const renamed = Object.entries(custom).map(([name, value]) => [mapped(names, name), value]);
  return { ...order, custom: Object.fromEntries(renamed) };
}
