import { compileFlow, type FlowNode } from "@switchyard/flow";
import { readOrder } from "@switchyard/orders";
import { describe, expect, test } from "vitest";
import { systemClock } from "../runtime/clock.ts";
import { fjFlow, type House, openHouse, order, publish } from "../testing/harness.ts";
import { decisionText } from "./decision-text.ts";
import { decisionView } from "./decision-view.ts";
import { createExecutor } from "./executor.ts";
import { intakeOf } from "./intake.ts";

function intake(house: House, body: Record<string, unknown>, id: string) {
  const read = readOrder(body, { settings: house.ctx.workspace.settings, receivedAt: house.ctx.clock.now(), id });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return intakeOf(read.order, null, { door: "api", raw: "{}" });
}

const TELL: FlowNode = {
  ...{ id: "tell", kind: "alert", position: { x: 900, y: 0 }, to: ["supervisor"], channel: "inbox" },
  ...{ level: 2, text: "FJ" },
};
const TO_TELL = { id: "e4", from: "rapid", port: "next", to: "tell" };

describe("the executor", () => {
  test("refuses what is over its queue, and answers everything that it took", async () => {
    const house = await openHouse();
    const executor = createExecutor({ ...house.ctx, live: house.ctx.executor.live, queueSize: 10 });
    const all = Array.from({ length: 15 }, (_, n) => executor.receive(intake(house, order(`q${n}`), `ord_q${n}`)));
    const settled = await Promise.allSettled(all);
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    const refused = settled.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(refused).toHaveLength(5);
    expect(refused[0]).toMatchObject({ code: "overloaded", details: { retryAfter: 1 } });
    expect((await house.get("/api/v1/orders")).body.items).toHaveLength(10);
  });

  test("an answer over HTTP says when to come again", async () => {
    const house = await openHouse();
    await house.ctx.executor.stop();
    const refused = await house.send("POST", "/api/v1/orders", order("1"));
    expect([refused.status, refused.headers.get("retry-after"), refused.body.code]).toEqual([503, "2", "stopping"]);
  });

  test("a poisoned order harms nobody else in its group", async () => {
    const house = await openHouse();
    const { store } = house.ctx;
    const begin = store.begin.bind(store);
    store.begin = async () => {
      const tx = await begin();
      const write = tx.write.bind(tx);
      tx.write = (workspace, rows) => {
        if (rows.orders.some((row) => row.external_id === "poison")) throw new Error("boom");
        return write(workspace, rows);
      };
      return tx;
    };
    const names = ["a", "poison", "b", "c"];
    const answers = await Promise.all(names.map((name) => house.send("POST", "/api/v1/orders", order(name))));
    expect(answers.map(({ status }) => status)).toEqual([201, 500, 201, 201]);
    expect((await house.get("/api/v1/orders")).body.items).toHaveLength(3);
    expect(await store.read.journal.verify(house.ctx.workspace.id)).toMatchObject({ broken: null });
  });

  test("[F38] a connection that is lost at the commit, kept or not: each order once, its effects once, the first answer", async () => {
    const house = await openHouse();
    await publish(house, { ...fjFlow(), nodes: [...fjFlow().nodes, TELL], edges: [...fjFlow().edges, TO_TELL] });
    const { store, workspace } = house.ctx;
    const begin = store.begin.bind(store);
    let next: "kept" | "lost" | "well" = "well";
    let lost = 0;
    store.begin = async (turn) => {
      const tx = await begin(turn);
      const { commit, rollback, write } = tx;
      let isOfOrders = false;
      tx.write = (to, rows) => {
        isOfOrders = rows.orders.length > 0;
        return write(to, rows);
      };
      tx.commit = async () => {
        const how = isOfOrders ? next : "well";
        await (how === "lost" ? rollback() : commit());
        if (how === "well") return;
        next = "well";
        lost += 1;
        throw new Error("the connection was lost");
      };
      return tx;
    };
    const send = (name: string) =>
      house.send("POST", "/api/v1/orders", order(name, { style_code: "FJ1" }), { "idempotency-key": name });
    const first = new Map<string, string>();
    for (const how of ["kept", "lost"] as const) {
      // Alone, its sender hears of the failure and sends it again under the same key.
      next = how;
      expect((await send(`${how}-alone`)).status).toBe(500);
      // Among others the group is run again, task by task.
      next = how;
      const together = await Promise.all(["a", "b", "c"].map((name) => send(`${how}-${name}`)));
      expect(together.map(({ status }) => status)).toEqual([201, 201, 201]);
      for (const name of ["alone", "a", "b", "c"]) {
        const { status, text } = await send(`${how}-${name}`);
        expect([name, status]).toEqual([name, 201]);
        first.set(`${how}-${name}`, text);
      }
    }
    expect(lost).toBe(4);
    for (const [name, text] of first) expect((await send(name)).text).toBe(text);
    const { items } = (await house.get("/api/v1/orders?limit=50")).body;
    expect(items.map((one: { external_id: string }) => one.external_id).sort()).toEqual([...first.keys()].sort());
    for (const { id } of items) {
      const entries = await store.read.journal.timeline(workspace.id, id);
      expect(entries.map(({ type }) => type)).toEqual(["order_received", "decided"]);
    }
    await house.ctx.dispatcher.settle();
    expect((await house.get("/api/v1/inbox?limit=50")).body.items).toHaveLength(first.size);
  });

  test("runs a group again when what it read was changed by somebody else", async () => {
    const house = await openHouse();
    const { store } = house.ctx;
    let conflicts = 3;
    const begin = store.begin.bind(store);
    store.begin = async () => {
      const tx = await begin();
      const write = tx.write.bind(tx);
      tx.write = (workspace, rows) => {
        if (rows.orders.length === 0 || conflicts === 0) return write(workspace, rows);
        conflicts -= 1;
        return "conflict";
      };
      return tx;
    };
    expect((await house.send("POST", "/api/v1/orders", order("1"))).status).toBe(201);
    expect(conflicts).toBe(0);
    expect((await house.get("/api/v1/orders")).body.items).toHaveLength(1);
  });

  test("a full disk answers 507 and stores nothing half; when there is room again, it goes on", async () => {
    const house = await openHouse();
    const { StoreError } = await import("@switchyard/store");
    const { store } = house.ctx;
    const begin = store.begin.bind(store);
    let full = true;
    store.begin = async () => {
      const tx = await begin();
      const write = tx.write.bind(tx);
      tx.write = (workspace, rows) => {
        if (full) throw new StoreError("full", { zh: "满", en: "full" });
        return write(workspace, rows);
      };
      return tx;
    };
    const refused = await Promise.all(["1", "2"].map((name) => house.send("POST", "/api/v1/orders", order(name))));
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
      [507, "disk_full"],
      [507, "disk_full"],
    ]);
    const inBulk = { method: "POST", headers: { "content-type": "application/x-ndjson" } };
    const lines = await house.app.request("/api/v1/orders/bulk", { ...inBulk, body: JSON.stringify(order("3")) });
    expect(JSON.parse(await lines.text())).toMatchObject({ status: "rejected", problems: [{ code: "disk_full" }] });
    full = false;
    expect((await house.send("POST", "/api/v1/orders", order("1"))).status).toBe(201);
    expect((await house.get("/api/v1/orders")).body.items).toHaveLength(1);
  });

  test("effects that leave the house are queued once, with the decision that caused them", async () => {
    const house = await openHouse();
    const document = fjFlow();
    const position = { x: 900, y: 0 };
    document.nodes.push({
      id: "tell",
      kind: "alert",
      position,
      to: ["supervisor"],
      channel: "inbox",
      level: 1,
      text: "快反",
    });
    document.edges.push({ id: "e4", from: "rapid", port: "next", to: "tell" });
    expect(compileFlow(document, { flow: "f", version: 1 }).ok).toBe(true);
    await publish(house, document);
    const written: unknown[] = [];
    const { store } = house.ctx;
    const begin = store.begin.bind(store);
    store.begin = async () => {
      const tx = await begin();
      const write = tx.write.bind(tx);
      tx.write = (workspace, rows) => {
        written.push(...rows.outbox);
        return write(workspace, rows);
      };
      return tx;
    };
    const { body } = await house.send("POST", "/api/v1/orders", order("1", { style_code: "FJ1" }));
    await house.send("POST", "/api/v1/orders", order("1", { style_code: "FJ1" }));
    expect(written).toEqual([expect.objectContaining({ order: body.order.id, kind: "alert" })]);
  });
});

test("what a flow sets and tags is shown in the pool and on the order", async () => {
  const house = await openHouse();
  const document = fjFlow();
  document.nodes.push(
    { id: "urgent", kind: "set_field", position: { x: 900, y: 0 }, field: "urgency", value: "red" },
    { id: "tag", kind: "tag", position: { x: 1200, y: 0 }, tag: "快反" },
  );
  document.edges.push(
    { id: "e4", from: "rapid", port: "next", to: "urgent" },
    { id: "e5", from: "urgent", port: "next", to: "tag" },
  );
  await publish(house, document);
  const { body } = await house.send("POST", "/api/v1/orders", order("1", { style_code: "FJ1", tags: ["VIP"] }));
  const detail = await house.get(`/api/v1/orders/${body.order.id}`);
  expect(detail.body.order).toMatchObject({ urgency: "red", tags: ["VIP", "快反"], status: "PendingReview" });
  expect((await house.get("/api/v1/orders")).body.items).toMatchObject([{ tags: ["VIP", "快反"] }]);
});

describe("an order whose outcome changes with the clock", () => {
  const at = (text: string) => Date.parse(`${text}T12:00:00+08:00`);
  const dueFlow = () => {
    const document = fjFlow();
    const [, condition] = document.nodes;
    if (condition?.kind === "condition")
      condition.when = { type: "comparison", fact: "due_in_days", operator: "le", value: 3 };
    return document;
  };

  test("is looked at again by a process that was down at that instant", async () => {
    const house = await openHouse({
      clock: systemClock(
        () => at("2026-03-02"),
        () => 0,
      ),
    });
    await publish(house, dueFlow());
    const sent = await house.send("POST", "/api/v1/orders", order("1", { due_at: "2026-03-10" }));
    expect(sent.body.decision.destination.id).toBe("normal-line");
    await house.stop();

    const later = await openHouse({
      folder: house.folder,
      clock: systemClock(
        () => at("2026-03-08"),
        () => 0,
      ),
    });
    const path = `/api/v1/orders/${sent.body.order.id}`;
    await expect.poll(async () => (await later.get(path)).body.decision.destination.id).toBe("rapid-line");
    const { body } = await later.get(path);
    expect(body.timeline.filter(({ type }: { type: string }) => type === "timer_due")).toHaveLength(1);
    expect((await later.get("/api/v1/orders?destination=rapid-line")).body.items).toHaveLength(1);
    expect(await later.ctx.store.read.journal.verify(later.ctx.workspace.id)).toMatchObject({ broken: null });
  });

  test("is looked at again also where no word came back of the commit that took it in", async () => {
    let now = at("2026-03-02");
    const house = await openHouse({
      clock: systemClock(
        () => now,
        () => 0,
      ),
    });
    await publish(house, dueFlow());
    const { store } = house.ctx;
    const begin = store.begin.bind(store);
    store.begin = async (turn) => {
      const tx = await begin(turn);
      const { commit } = tx;
      tx.commit = async () => {
        await commit();
        store.begin = begin;
        throw new Error("the connection was lost");
      };
      return tx;
    };
    expect((await house.send("POST", "/api/v1/orders", order("1", { due_at: "2026-03-10" }))).status).toBe(500);
    const [{ id }] = (await house.get("/api/v1/orders")).body.items;
    now = at("2026-03-08");
    const decision = async () => (await house.get(`/api/v1/orders/${id}`)).body.decision.destination.id;
    await expect.poll(decision, { timeout: 10_000 }).toBe("rapid-line");
  });
});

describe("replaying the journal", () => {
  test("gives byte-identical decisions", async () => {
    const house = await openHouse();
    await publish(house);
    for (let n = 0; n < 40; n += 1) {
      const sent = order(String(n % 30), { style_code: n % 3 === 0 ? "FJ1" : `A${n}`, due_at: "2026-12-01" });
      await house.send("POST", "/api/v1/orders", sent);
    }
    const { journal } = house.ctx.store.read;
    const entries = await journal.after(house.ctx.workspace.id, 0, { limit: 1000 });
    const decisions = entries.filter(({ type }) => type === "decided").map(({ data }) => data);
    const { MemoryState, step } = await import("@switchyard/engine");
    const memory = new MemoryState();
    const again = entries
      .filter(({ type }) => type === "order_received" || type === "order_updated")
      .flatMap(({ type, at, data }) => {
        const { event: id, ...said } = JSON.parse(data);
        const result = step(house.ctx.executor.live.prepared, { type, id, at, ...said } as never, memory);
        memory.write(result.writes);
        const words = { workspace: house.ctx.workspace, names: house.ctx.executor.live.names };
        return result.decisions.map((one) => decisionText(one, JSON.stringify(decisionView(one, words))));
      });
    expect(decisions.length).toBeGreaterThan(30);
    expect(again).toEqual(decisions);
  });
});
