import { expect, test } from "vitest";
import { openHouse, order, publish } from "../testing/harness.ts";

test("a code that nobody knows is on the order's timeline each time, and alerts once", async () => {
  const house = await openHouse();
  await publish(house);
  const ids: string[] = [];
  for (const number of ["1", "2"]) ids.push((await house.send("POST", "/api/v1/orders", order(number))).body.order.id);
  const said = async (id: string, status: string) =>
    house.send("POST", "/api/v1/events", {
      type: "platform_status",
      order: id,
      platform: "taobao",
      statuses: { status },
    });
  for (const id of ids) for (const code of ["MARTIAN", "MARTIAN"]) await said(id, code);
  const answered = await said(ids[0] ?? "", "VENUSIAN");
  const [first] = answered.body.records.filter(
    ({ data }: { data: { what?: string } }) => data.what === "unknown_status",
  );
  expect(first.text.zh).toContain("VENUSIAN");
  expect(first.text.en).toContain("Unknown");
  await house.ctx.dispatcher.settle();
  const { items } = (await house.get("/api/v1/inbox?open=true")).body;
  const titles = items.map(({ title }: { title: string }) => title);
  expect(titles.filter((title: string) => title.includes("MARTIAN"))).toHaveLength(1);
  expect(titles.filter((title: string) => title.includes("VENUSIAN"))).toHaveLength(1);
  expect(titles[0]).toContain("不认识的代码");
  const { timeline } = (await house.get(`/api/v1/orders/${ids[1]}`)).body;
  const noted = timeline.filter(
    ({ type, data }: { type: string; data: { what?: string } }) => type === "noted" && data.what === "unknown_status",
  );
  expect(noted.length).toBeGreaterThan(0);
});
