import { describe, expect, test } from "vitest";
import { readConfig } from "../config.ts";
import { openHouse, order, publish, reply } from "../testing/harness.ts";
import { findTrace } from "./trace.ts";

const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });

describe("/metrics", () => {
  test("tells orders, decisions, queue, groups, lags, quarantine and the event loop's delay", async () => {
    const house = await openHouse();
    await publish(house);
    await house.metrics.load();
    for (const n of [1, 2, 2]) await house.send("POST", "/api/v1/orders", order(String(n), { style_code: "FJ1" }));
    await house.send("POST", "/api/v1/orders", order("3", { lines: 5 }));
    for (let scrape = 0; scrape < 2; scrape += 1) {
      const { status, text } = await reply(await house.app.request("/metrics", {}, from("127.0.0.1")));
      expect(status).toBe(200);
      for (const line of [
        'switchyard_intake_records_total{outcome="accepted"} 2',
        'switchyard_intake_records_total{outcome="duplicate"} 1',
        'switchyard_intake_records_total{outcome="quarantined"} 1',
        "switchyard_decisions_total 2",
        "switchyard_queue_depth 0",
        "switchyard_group_size_count 4",
        "switchyard_timer_lag_seconds 0",
        "switchyard_outbox_lag_seconds 0",
        "switchyard_quarantine_open 1",
        "switchyard_replay_orders_total 0",
      ]) {
        expect(text).toContain(`${line}\n`);
      }
      expect(Number(/^switchyard_disk_free_bytes (\S+)$/m.exec(text)?.[1])).toBeGreaterThan(0);
      expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
      expect(text).not.toContain("FJ1");
    }
  });

  test("is there for this machine alone; through a proxy, or from elsewhere, there is nothing", async () => {
    const house = await openHouse();
    const status = async (address: string, headers = {}) =>
      (await house.app.request("/metrics", { headers }, from(address))).status;
    expect(await status("127.0.0.1")).toBe(200);
    expect(await status("::1")).toBe(200);
    for (const address of ["10.0.0.7", "::ffff:10.0.0.7", ""]) expect(await status(address)).toBe(404);
    for (const name of ["x-forwarded-for", "forwarded", "via"]) {
      expect(await status("127.0.0.1", { [name]: "1.2.3.4" })).toBe(404);
    }
    expect((await house.app.request("/metrics")).status).toBe(404);
  });

  test("with METRICS_TOKEN whoever shows it may look, from anywhere, and nobody else", async () => {
    expect(readConfig({ METRICS_TOKEN: "t0ken" }).metricsToken).toBe("t0ken");
    const house = await openHouse({ metricsToken: "t0ken" });
    const ask = async (authorization: string) =>
      (await house.app.request("/metrics", { headers: { authorization } }, from("10.0.0.7"))).status;
    expect([await ask("Bearer t0ken"), await ask("Bearer t0ke"), await ask("t0ken"), await ask("")]).toEqual([
      200, 404, 404, 404,
    ]);
  });
});

test("without an SDK nothing is traced, and nothing of OpenTelemetry is loaded", async () => {
  expect(await findTrace()).toBeNull();
});

test("with an SDK every group is a span, with the decision and the commit in it", async () => {
  const { trace } = await import("@opentelemetry/api");
  const spans: { name: string; attributes: unknown; ended: boolean }[] = [];
  const span = (name: string, attributes: unknown) => {
    const one = { name, attributes, ended: false };
    spans.push(one);
    return { end: () => Object.assign(one, { ended: true }), setStatus: () => {} };
  };
  const tracer = {
    startActiveSpan: (name: string, { attributes }: { attributes: unknown }, run: (span: unknown) => unknown) =>
      run(span(name, attributes)),
  };
  trace.setGlobalTracerProvider({ getTracer: () => tracer } as never);
  try {
    const house = await openHouse();
    spans.length = 0;
    await house.send("POST", "/api/v1/orders", order("1"));
    expect(spans.map(({ name, ended }) => [name, ended])).toEqual([
      ["switchyard.group", true],
      ["switchyard.decide", true],
      ["switchyard.commit", true],
    ]);
    expect(spans[0]?.attributes).toEqual({ "switchyard.tasks": 1 });
  } finally {
    trace.disable();
    Reflect.deleteProperty(globalThis, Symbol.for("opentelemetry.js.api.1"));
  }
});
