/** Tabs of one browser share its hold on a draft: only the last of them to close lets go. */

interface Said {
  from: string;
  says: "hello" | "here" | "bye";
}

export interface SiblingTabs {
  /** Whether another tab of this browser has the same flow open. */
  any(): boolean;
  /** The tab leaves the flow, or closes; `hello` where it comes back. */
  bye(): void;
  hello(): void;
  close(): void;
}

/** A tab that crashed says nothing; the draft is free then after the hold lapses. */
export function siblingTabs(flow: string, channel = new BroadcastChannel(`switchyard.flow.${flow}`)): SiblingTabs {
  const me = crypto.randomUUID();
  const others = new Set<string>();
  const say = (says: Said["says"]) => channel.postMessage({ from: me, says } satisfies Said);
  channel.onmessage = ({ data }: MessageEvent<Said>) => {
    if (data.says === "bye") others.delete(data.from);
    else others.add(data.from);
    if (data.says === "hello") say("here");
  };
  say("hello");
  return {
    any: () => others.size > 0,
    bye: () => say("bye"),
    hello: () => say("hello"),
    close: () => channel.close(),
  };
}
