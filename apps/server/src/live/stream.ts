/** One screen's stream of server-sent events: bounded, so that a screen that sleeps cannot fill our memory. */
import type { LiveEvents } from "./live-events.ts";

const BUFFER = 256 * 1024;
/** Proxies and browsers close what is silent. */
const HEARTBEAT_MS = 15_000;
/** Then it ends, and the browser asks for the next one: at the door it is heard who signed out, was removed or revoked. */
const LIFE_MS = 60_000;

/** Null: too many listen, or the server is stopping. */
export function eventStream(events: LiveEvents, lastId: string | null): ReadableStream<Uint8Array<ArrayBuffer>> | null {
  const utf8 = new TextEncoder();
  let leave: (() => void) | null = null;
  let beat: NodeJS.Timeout | undefined;
  let life: NodeJS.Timeout | undefined;
  let isOpen = true;
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        const write = (text: string): boolean => {
          if (!isOpen) return false;
          controller.enqueue(utf8.encode(text));
          return (controller.desiredSize ?? 0) > 0;
        };
        const end = () => {
          clearInterval(beat);
          clearTimeout(life);
          if (isOpen) controller.close();
          isOpen = false;
        };
        leave = events.listen({ write, end }, lastId);
        beat = setInterval(() => {
          if (!write(": beat\n\n")) leave?.();
        }, HEARTBEAT_MS).unref();
        life = setTimeout(() => leave?.(), LIFE_MS).unref();
      },
      cancel() {
        isOpen = false;
        leave?.();
      },
    },
    { highWaterMark: BUFFER, size: (piece) => piece?.byteLength ?? 0 },
  );
  if (leave !== null) return stream;
  clearInterval(beat);
  clearTimeout(life);
  return null;
}
