/** Names and texts that would be scripts if they were not text: shown on every screen, none of them runs. */
import { expect, type Page, test } from "@playwright/test";

const PAYLOADS = [
  "<script>window.__ran = 1</script>",
  "<img src=x onerror=window.__ran=1>",
  "<svg/onload=window.__ran=1>",
  '"><iframe srcdoc="<script>parent.__ran=1</script>">',
  "javascript:window.__ran=1",
  "';window.__ran=1;//",
  "{{constructor.constructor('window.__ran=1')()}}",
  "$" + "{window.__ran=1}",
  "<a href=javascript:window.__ran=1>点</a>",
  "<style>@import 'javascript:window.__ran=1'</style>",
  "<math><mtext></mtext><mglyph><svg><mtext><textarea><path id=</textarea><img onerror=window.__ran=1 src=1>>",
  "\u202Ecssr<b onmouseover=window.__ran=1>",
] as const;
const ALL = PAYLOADS.join(" ").slice(0, 480);

/** Everything that a name or a text can stand in. */
async function plant(page: Page): Promise<{ flow: string; order: string }> {
  const send = async (method: "post" | "patch", path: string, data: unknown) => {
    const answer = await page.request[method](`/api/v1${path}`, { data });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return await answer.json();
  };
  const document = {
    ...{ formatVersion: 1, name: ALL.slice(0, 110), brands: [], windows: [], patterns: [] },
    nodes: [
      { id: "in", kind: "order_received", position: { x: 0, y: 0 }, name: PAYLOADS[0], comment: ALL },
      {
        ...{ id: "c", kind: "condition", position: { x: 300, y: 0 }, missing: "not_met", name: PAYLOADS[1] },
        when: { type: "comparison", fact: "note", operator: "contains", value: "onerror" },
      },
      { id: "t", kind: "tag", position: { x: 600, y: 0 }, tag: PAYLOADS[2], name: PAYLOADS[3] },
      { id: "n", kind: "note", position: { x: 0, y: 260 }, text: ALL },
    ],
    edges: [
      { id: "e1", from: "in", port: "next", to: "c" },
      { id: "e2", from: "c", port: "met", to: "t" },
    ],
  };
  const flow = await send("post", "/flows", { name: ALL.slice(0, 110), document });
  await send("post", `/flows/${flow.id}/publish`, { reason: ALL });
  const taken = await send("post", "/orders", {
    ...{ source: "erp", external_id: PAYLOADS[1], brand: PAYLOADS[0], style_code: PAYLOADS[2], note: ALL },
    tags: PAYLOADS.map((text) => text.slice(0, 100)),
    lines: [{ sku: PAYLOADS[1], qty: 1, name: PAYLOADS[0] }],
  });
  await page.request.post("/api/v1/orders", { data: { source: PAYLOADS[1], note: ALL } });
  return { flow: flow.id, order: taken.order.id };
}

test("text is text on every screen", { tag: "@heavy" }, async ({ page }) => {
  const found: string[] = [];
  page.on("dialog", (dialog) => {
    found.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) found.push(message.text().slice(0, 200));
  });
  await page.goto("/flows");
  const { flow, order } = await plant(page);
  const screens = [
    "/flows",
    `/flows/${flow}`,
    "/orders",
    `/orders/${order}`,
    "/intake",
    "/sandbox",
    "/settings/journal",
    "/settings/outbox",
  ];
  for (const screen of screens) {
    await page.goto(screen);
    await page.locator("main h1, main h2, main [data-testid=canvas]").first().waitFor();
    await expect(page.locator("main [role=status] .ant-spin")).toHaveCount(0);
    const ran = await page.evaluate(() => (window as { __ran?: number }).__ran ?? null);
    if (ran !== null) found.push(`${screen} ran a script`);
    const made = await page.locator("main script, main iframe, main img[src='x'], main svg[onload]").count();
    if (made > 0) found.push(`${screen} holds ${made} elements that were text`);
  }
  // It was really shown, as text.
  await page.goto(`/orders/${order}`);
  await expect(page.getByText("<img src=x onerror=window.__ran=1>").first()).toBeVisible();
  expect(found).toEqual([]);
});
