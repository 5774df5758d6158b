/** What is late: where the orders of a day's report stayed, and what the wall calls out. */
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";

const API = "/api/v1";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const post = async (request: APIRequestContext, path: string, data: object) => {
  const answer = await request.post(`${API}${path}`, { data });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return await answer.json();
};

test("the report of a day names the three steps in which its late orders stayed longest, the most first", async ({
  page,
  request,
}) => {
  const now = Date.now();
  const house = ["PendingReview", "Assigned", "Picked", "Checked", "Packed"].map((to) => [to, "hand"]);
  const chain = [...house, ["HandedOver", "scan"], ["PickedUp", "courier"], ["Signed", "courier"]];
  /** Passed on every minute, but it stays an hour in `slow`; delivered just now. */
  const deliver = async (name: string, slow: string, dueIn: number) => {
    const due_at = new Date(now + dueIn).toISOString();
    const { order } = await post(request, "/orders", { source: "e2e", external_id: `late-${name}`, due_at });
    let at = now - 2 * HOUR;
    for (const [place, [to, kind]] of chain.entries()) {
      if (place > 0) {
        const occurred_at = new Date(to === "Signed" ? now : at).toISOString();
        await post(request, "/events", {
          type: "state_asserted",
          order: order.id,
          to,
          occurred_at,
          evidence: { kind },
        });
      }
      at += to === slow ? HOUR : MINUTE;
    }
  };
  for (const [name, slow] of [["a", "Picked"], ["b", "Picked"], ["c", "Assigned"]] as const) // biome-ignore format: a table
    await deliver(name, slow, -24 * HOUR);
  await deliver("in-time", "Packed", 24 * HOUR);
  const { days } = await (await request.get(`${API}/figures`)).json();
  await page.goto(`/boards/figures?report=${days.at(-1)}`);
  const steps = page.getByTestId("late-steps");
  await expect(steps.getByRole("heading")).toContainText("延误原因 TOP3");
  await expect(steps.getByRole("listitem")).toHaveText(["已拣货：2 单", "已分仓：1 单"]);
});

/** Keeps what the browser is asked to say; there is a Chinese voice. */
async function listen(page: Page): Promise<() => Promise<{ text: string; lang: string; voice: string | undefined }[]>> {
  await page.addInitScript(() => {
    const said: object[] = [];
    const voices = [{ name: "小号", lang: "zh-CN" }];
    const speech = Object.assign(new EventTarget(), {
      getVoices: () => voices,
      cancel: () => {},
      speak: ({ text, lang, voice }: SpeechSynthesisUtterance) => said.push({ text, lang, voice: voice?.name }),
    });
    // The browser's own takes no voice but its own.
    class Utterance {
      voice: object | null = null;
      text: string;
      constructor(text: string) {
        this.text = text;
      }
    }
    Object.defineProperty(window, "speechSynthesis", { value: speech });
    Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
    Object.assign(window, { said });
  });
  return () => page.evaluate(() => (window as unknown as { said: [] }).said);
}

test("a wave that is five minutes late is called out once, in one sentence, by a voice of the page's language", async ({
  page,
  request,
}) => {
  const at = (x: number) => ({ x, y: 0 });
  const within = { amount: 1, unit: "hour", clock: "natural" };
  const document = {
    ...{ formatVersion: 1, name: "播报", brands: [], windows: [], patterns: [] },
    nodes: [
      { id: "in", kind: "order_received", position: at(0) },
      {
        id: "call-at",
        kind: "condition",
        position: at(150),
        when: { type: "comparison", fact: "style_code", operator: "starts_with", value: "CALL" },
        missing: "not_met",
      },
      {
        ...{ id: "paid", kind: "watch", position: at(300), within, strict: false },
        ...{ since: { fact: "paid_at" }, goal: { states: ["HandedOver"], events: [] } },
      },
    ],
    edges: [
      { id: "e", from: "in", port: "next", to: "call-at" },
      { id: "f", from: "call-at", port: "met", to: "paid" },
    ],
  };
  const { id: flow } = await post(request, "/flows", { name: "播报", document });
  await post(request, `/flows/${flow}/publish`, { reason: "墙" });
  const late = (name: string, by: number) =>
    post(request, "/orders", {
      ...{ source: "e2e", external_id: name, style_code: "CALL" },
      paid_at: new Date(Date.now() - HOUR - by).toISOString(),
    });
  await late("W-1", 6 * MINUTE);
  await late("W-2", 7 * MINUTE);
  await late("W-3", MINUTE);
  const said = await listen(page);
  await page.goto(`/boards/deadlines?wall=0&voice=true&flow=${flow}`);
  await expect.poll(said, { timeout: 15_000 }).toHaveLength(1);
  // Another order, of which the board hears by itself; nobody is called a second time for those.
  await late("W-4", 2 * MINUTE);
  await expect(page.getByText("W-4")).toBeVisible();
  expect(await said()).toEqual([{ text: "订单 W-1、W-2，已超过时限 5 分钟，请处理", lang: "zh-CN", voice: "小号" }]);
});
