/** How long a page takes from what a hand does to the frame that shows it. */
import type { Page } from "@playwright/test";

declare global {
  interface Window {
    benchPaints?: number[];
  }
}

/** From now on milliseconds from each such event to its frame are kept. */
export function watchPaints(page: Page, event: "input" | "keydown"): Promise<void> {
  return page.evaluate((name) => {
    const took: number[] = [];
    window.benchPaints = took;
    const channel = new MessageChannel();
    let from: number | null = null;
    channel.port1.onmessage = () => {
      if (from !== null) took.push(performance.now() - from);
      from = null;
    };
    window.addEventListener(
      name,
      ({ timeStamp }) => {
        from = timeStamp;
        requestAnimationFrame(() => channel.port2.postMessage(null));
      },
      true,
    );
  }, event);
}

export const paintsSeen = (page: Page): Promise<number[]> => page.evaluate(() => window.benchPaints ?? []);
