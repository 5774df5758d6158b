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
  /** Its page was closed, or is being loaded again. */
  leaving?: true;
}
export interface Holders {
  /** Null: nobody. */
  of(flow: string): Holder | null;
  /** Takes or keeps the draft if it is free, or whoever holds it when `take`. Answers who holds it now. */
  hold(flow: string, editor: Editor, take: boolean): Holder;
  /** Nothing happens where another holds it. `closing`: it is kept a moment longer, for a page that is only loaded again. */
  letGo(flow: string, editor: string, closing?: boolean): void;
}

/** Three beats of a browser that says every 5 s that it is there. */
const LAPSE_MS = 15_000;
/** What a page takes to be loaded again. */
const CLOSING_MS = 4_000;

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
      if (!isMine || known.name !== editor.name || known.leaving) onChange(flow);
      return holder;
    },
    letGo(flow, editor, closing = false) {
      const known = of(flow);
      if (known?.id !== editor) return;
      if (closing) held.set(flow, { ...known, leaving: true, until: Math.min(known.until, now() + CLOSING_MS) });
      else held.delete(flow);
      onChange(flow);
    },
  };
}
