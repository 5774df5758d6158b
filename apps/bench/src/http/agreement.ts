import type { Running } from "./processes.ts";
import { expectedDestination, makeOrder } from "./workload.ts";

/** How many of so many orders a peer decides otherwise than the rules say. A peer that is wrong is not worth timing. */
export async function wrongDecisions({ port, path, destinationOf }: Running, orders: number): Promise<number> {
  let wrong = 0;
  for (let number = 0; number < orders; number += 1) {
    const order = makeOrder(number, "agree");
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(order),
    });
    const text = await response.text();
    if (!response.ok || destinationOf(text) !== expectedDestination(order)) wrong += 1;
  }
  return wrong;
}
