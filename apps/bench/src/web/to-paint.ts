/** How long a page takes from what a hand does to the frame that shows it. */
import type { Page } from "@playwright/test";

declare global {
  interface Window {
    benchPaints?: number[];
  }
}

/** From now on milliseconds from each such event to the end of its frame are kept: of each, also where two share a frame. */
export function watchPaints(page: Page, event: "input" | "keydown"): Promise<void> {
  return page.evaluate((name) => {
    const took: number[] = [];
    window.benchPaints = took;
    const drawn: number[] = [];
    // A message that is sent before a frame is painted arrives after it.
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      for (const from of drawn.splice(0)) took.push(performance.now() - from);
    };
    window.addEventListener(
      name,
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          drawn.push(timeStamp);
          channel.port2.postMessage(null);
        });
      },
      true,
    );
  }, event);
}

export const paintsSeen = (page: Page): Promise<number[]> => page.evaluate(() => window.benchPaints ?? []);
