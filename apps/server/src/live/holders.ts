/**
 * Who holds the draft of a flow: one at a time edits, the others watch. A courtesy between people, kept in memory: what is
 * written is guarded by the draft's revision alone. Who is not heard of for a while has let go.
 */

export interface Editor {
  /** A browser's own, until there is sign-in. */
  id: string;
  name: string;
}
export interface Holder extends Editor {
  since: number;
  /** When it lapses unless it is heard of again. */
  until: number;
}
export interface Holders {
  /** Null: nobody. */
  of(flow: string): Holder | null;
  /** Takes or keeps the draft if it is free, or whoever holds it when `take`. Answers who holds it now. */
  hold(flow: string, editor: Editor, take: boolean): Holder;
  /** Nothing happens where another holds it. */
  letGo(flow: string, editor: string): void;
}

/** Three beats of a browser that says every 5 s that it is there. */
const LAPSE_MS = 15_000;

export function createHolders({ now, onChange }: { now: () => number; onChange: (flow: string) => void }): Holders {
  const held = new Map<string, Holder>();
  const of = (flow: string): Holder | null => {
    const holder = held.get(flow);
    if (holder === undefined || holder.until > now()) return holder ?? null;
    held.delete(flow);
    return null;
  };
  return {
    of,
    hold(flow, editor, take) {
      const at = now();
      const known = of(flow);
      if (known !== null && known.id !== editor.id && !take) return known;
      const isMine = known?.id === editor.id;
      const holder = { ...editor, since: isMine ? known.since : at, until: at + LAPSE_MS };
      held.set(flow, holder);
      if (!isMine || known.name !== editor.name) onChange(flow);
      return holder;
    },
    letGo(flow, editor) {
      if (of(flow)?.id !== editor) return;
      held.delete(flow);
      onChange(flow);
    },
  };
}
