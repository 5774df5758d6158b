/** What a hand does on a canvas, by real mouse input; the same for any page made with React Flow. */
import type { CDPSession, Page } from "@playwright/test";

/** One gesture: how long its frames took, and what they cost the page's main thread. */
export interface Frames {
  p95: number;
  worst: number;
  count: number;
  /** Milliseconds of the main thread's processor time for each frame: script, style, layout and paint together. */
  cost: number;
}

declare global {
  interface Window {
    benchFrames?: number[];
  }
}

/** Refreshes beyond one screen's rate are not asked for: a frame shorter than this would not be shown. */
const SETTLE_MS = 250;

const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

async function taskSeconds(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return metrics.find((metric) => metric.name === "TaskDuration")?.value ?? Number.NaN;
}

/** Runs a gesture while the page notes when each frame begins. */
async function framesOf(page: Page, cdp: CDPSession, gesture: () => Promise<void>): Promise<Frames> {
  await page.waitForTimeout(SETTLE_MS);
  await page.evaluate(() => {
    const times: number[] = [];
    window.benchFrames = times;
    const tick = (at: number) => {
      if (window.benchFrames !== times) return;
      times.push(at);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  const before = await taskSeconds(cdp);
  await gesture();
  const after = await taskSeconds(cdp);
  const times = await page.evaluate(() => {
    const found = window.benchFrames ?? [];
    delete window.benchFrames;
    return found;
  });
  const frames = times.slice(1).map((at, index) => at - (times[index] ?? at));
  return {
    p95: percentile(frames, 0.95),
    worst: Math.max(...frames),
    count: frames.length,
    cost: ((after - before) * 1000) / Math.max(1, frames.length),
  };
}

/** The middle of the canvas, where nothing but the canvas lies. */
async function middle(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.locator(".react-flow").boundingBox();
  if (!box) throw new Error("no canvas");
  return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
}

/** A place on the bare canvas near `from`. */
function bare(page: Page, from: { x: number; y: number }): Promise<{ x: number; y: number }> {
  return page.evaluate(({ x, y }) => {
    for (let away = 0; away < 420; away += 6) {
      for (const [dx, dy] of [
        [0, away],
        [away, 0],
        [0, -away],
        [-away, 0],
        [away, away],
      ] as const) {
        const at = { x: x + dx, y: y + dy };
        if (document.elementFromPoint(at.x, at.y)?.classList.contains("react-flow__pane")) return at;
      }
    }
    throw new Error("no bare place");
  }, from);
}

const STEPS = 96;
const ZOOM_STEPS = 30;

/** Round and round, so that every move changes something and the end is the beginning. */
async function circle(page: Page, from: { x: number; y: number }, radius: number): Promise<void> {
  for (let step = 1; step <= STEPS; step += 1) {
    const angle = (step / STEPS) * 4 * Math.PI;
    await page.mouse.move(from.x + radius * Math.sin(angle), from.y + radius * (1 - Math.cos(angle)));
  }
}

async function dragRound(page: Page, from: { x: number; y: number }, radius: number): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await circle(page, from, radius);
  await page.mouse.up();
}

export interface Gestures {
  pan(): Promise<Frames>;
  dragOne(): Promise<Frames>;
  /** Also says how many cards were held. */
  dragMany(): Promise<Frames & { held: number }>;
  zoom(): Promise<Frames>;
}

/** The card nearest to the middle that lies wholly inside the canvas. */
async function middleCard(page: Page): Promise<{ x: number; y: number }> {
  const centre = await middle(page);
  return page.evaluate(({ x, y }) => {
    const boxes = [...document.querySelectorAll(".react-flow__node")].map((node) => node.getBoundingClientRect());
    const away = (box: DOMRect) => Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y);
    const box = boxes.sort((a, b) => away(a) - away(b))[0];
    if (!box) throw new Error("no card");
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }, centre);
}

async function wheel(page: Page, by: number, times: number): Promise<void> {
  for (let step = 0; step < times; step += 1) {
    await page.mouse.wheel(0, by);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}

const MANY = 50;
/** Zoom at which a box on the narrower of the two canvases holds so many, and cards are still cards. */
const ROOM_FOR_MANY = 0.34;

const zoomOf = (page: Page): Promise<number> =>
  page.locator(".react-flow__viewport").evaluate((viewport) => new DOMMatrix(getComputedStyle(viewport).transform).a);

export async function gesturesOn(page: Page): Promise<Gestures> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  return {
    async pan() {
      const from = await bare(page, await middle(page));
      return framesOf(page, cdp, () => dragRound(page, from, 140));
    },
    async dragOne() {
      const from = await middleCard(page);
      return framesOf(page, cdp, () => dragRound(page, from, 60));
    },
    async dragMany() {
      const centre = await middle(page);
      await page.mouse.move(centre.x, centre.y);
      for (let turn = 0; turn < 12 && (await zoomOf(page)) > ROOM_FOR_MANY; turn += 1) await wheel(page, 60, 1);
      const held = await selectMany(page);
      const from = await middle(page);
      const frames = await framesOf(page, cdp, () => dragRound(page, from, 40));
      return { ...frames, held };
    },
    async zoom() {
      const centre = await middle(page);
      await page.mouse.move(centre.x, centre.y);
      await wheel(page, -120, 8);
      return framesOf(page, cdp, async () => {
        await wheel(page, 120, ZOOM_STEPS);
        await wheel(page, -120, ZOOM_STEPS);
      });
    },
  };
}

/** Draws a box with Shift held until fifty cards are in it, or the few more that stand in a row with them. */
async function selectMany(page: Page): Promise<number> {
  const box = await page.locator(".react-flow").boundingBox();
  if (!box) throw new Error("no canvas");
  const corner = await bare(page, { x: Math.round(box.x + 24), y: Math.round(box.y + 24) });
  await page.keyboard.down("Shift");
  await page.mouse.move(corner.x, corner.y);
  await page.mouse.down();
  let held = 0;
  for (let share = 0.3; share <= 0.95 && held < MANY; share += 0.025) {
    await page.mouse.move(box.x + box.width * share, box.y + box.height * share);
    held = await page.locator(".react-flow__node.selected").count();
  }
  await page.mouse.up();
  await page.keyboard.up("Shift");
  if (held < MANY) throw new Error(`a box over the whole canvas holds ${held} cards, not ${MANY}`);
  return held;
}
