/** A decision table of 500 rows and 30 columns: typing into its cells, and a paste of all of it as Excel puts it on the clipboard. */
import type { Page } from "@playwright/test";
import { type FlowDocument, FORMAT_VERSION } from "@switchyard/flow";
import { paintsSeen, watchPaints } from "./to-paint.ts";

export const ROWS = 500;
export const COLUMNS = 30;

declare global {
  interface Window {
    benchTasks?: number[];
  }
}

const isNumber = (column: number) => column % 2 === 1;
const cellAt = (row: number, column: number) => (isNumber(column) ? (row % 90) + column : `FJ${row}-${column}`);

export function makeTable(): FlowDocument {
  const columns = Array.from({ length: COLUMNS }, (_, column) =>
    isNumber(column)
      ? { id: `k${column}`, fact: "due_in_days", operator: "le" as const }
      : { id: `k${column}`, fact: "style_code", operator: "starts_with" as const },
  );
  const rows = Array.from({ length: ROWS }, (_, row) => ({
    id: `r${row}`,
    cells: columns.map((_, column) => cellAt(row, column)),
    values: [`标签 ${row}`],
  }));
  const outputs = [{ id: "o", effect: "tag" as const }];
  const table = { kind: "decision_table" as const, hit: "first" as const };
  return {
    ...{ formatVersion: FORMAT_VERSION, name: "table", brands: [], windows: [], patterns: [] },
    nodes: [
      { id: "start", kind: "order_received", position: { x: 0, y: 0 } },
      { id: "table", ...table, columns, outputs, rows, position: { x: 360, y: 0 } },
    ],
    edges: [{ id: "e", from: "start", port: "next", to: "table" }],
  };
}

export interface Sheet {
  /** Milliseconds from each key to the frame that shows what it did; Enter takes a cell over into the table. */
  keys: number[];
  /** From the paste to the frame that shows it, and the longest time in which the page did not answer until all was done. */
  paste: { took: number; freeze: number };
}

async function openTable(page: Page): Promise<void> {
  await page.getByTestId("node-table").click();
  await page.getByTestId("open-table").click();
  await page.getByTestId("table-grid").waitFor();
}

async function typeCells(page: Page): Promise<number[]> {
  await page.locator("#cell-2-3").click();
  await watchPaints(page, "keydown");
  for (let cell = 0; cell < 12; cell += 1) {
    await page.keyboard.type(String(100 + cell), { delay: 30 });
    await page.keyboard.press("Enter");
    await page.waitForTimeout(60);
  }
  if ((await page.locator("#cell-13-3").textContent()) !== "111") throw new Error("what was typed is not in the table");
  return paintsSeen(page);
}

async function pasteAll(page: Page): Promise<{ took: number; freeze: number }> {
  await page.locator("#cell-0-0").click();
  const took = await page.evaluate(
    async ({ rows, columns }) => {
      const tasks: number[] = [];
      window.benchTasks = tasks;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration);
      }).observe({ type: "longtask" });
      const line = (row: number) =>
        Array.from({ length: columns }, (_, column) => (column % 2 ? `${column}` : `ZK${row}-${column}`)).join("\t");
      const data = new DataTransfer();
      data.setData("text/plain", `${Array.from({ length: rows }, (_, row) => line(row)).join("\r\n")}\r\n`);
      const began = performance.now();
      const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      document.querySelector("[data-testid=cell-field]")?.dispatchEvent(event);
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - began;
    },
    { rows: ROWS, columns: COLUMNS },
  );
  if ((await page.locator("#cell-3-0").textContent()) !== "ZK3-0")
    throw new Error("what was pasted is not in the table");
  // Saved, checked and looked through by the X-ray.
  await page.waitForTimeout(3_000);
  const tasks = await page.evaluate(() => window.benchTasks ?? []);
  return { took, freeze: Math.max(0, ...tasks) };
}

export async function workOnTable(page: Page): Promise<Sheet> {
  await openTable(page);
  return { keys: await typeCells(page), paste: await pasteAll(page) };
}
