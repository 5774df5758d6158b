/**
 * json-rules-engine behind express, one transaction an order. Its first event is the rule of highest priority; all rules
 * run, because stopping at the first match would stop the other requests' runs of the same engine too.
 */
import express from "express";
import { Engine } from "json-rules-engine";
import { type BenchOrder, OTHERWISE, RULES } from "../workload.ts";
import { openPeerStore } from "./store.ts";

const store = openPeerStore(process.env.DATA_DIR ?? ".");
const engine = new Engine([], { allowUndefinedFacts: true });
RULES.forEach(({ brand, leastAmount, destination }, place) => {
  engine.addRule({
    priority: RULES.length - place,
    conditions: {
      all: [
        { fact: "brand", operator: "equal", value: brand },
        { fact: "amount", operator: "greaterThanInclusive", value: leastAmount },
      ],
    },
    event: { type: "route", params: { destination } },
  });
});

const app = express();
app.use(express.json({ limit: "1mb" }));
app.post("/orders", async (request, response) => {
  const order = request.body as BenchOrder;
  const { events } = await engine.run(order);
  const destination = (events[0]?.params?.destination as string | undefined) ?? OTHERWISE;
  store.save(order, destination);
  const { source, external_id } = order;
  response.status(201).json({ order: { source, external_id }, result: "accepted", destination });
});
const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(`listening on ${typeof address === "object" ? address?.port : ""}`);
});
