/** Places for heavy work, given out fairly: so many in all, so many to one; whoever has the fewest comes next, then whoever waited longest. */
interface Turns {
  /** Waits for a place. What it gives back ends the turn; a second call changes nothing. */
  take(whose: string): Promise<() => void>;
}

interface Waiting {
  whose: string;
  begin: () => void;
}

export function createTurns({ most, each }: { most: number; each: number }): Turns {
  const held = new Map<string, number>();
  const waiting: Waiting[] = [];
  let all = 0;
  const of = (whose: string) => held.get(whose) ?? 0;
  const count = (whose: string, by: 1 | -1) => {
    all += by;
    if (of(whose) + by === 0) held.delete(whose);
    else held.set(whose, of(whose) + by);
  };
  const next = (): Waiting | undefined => {
    const may = waiting.filter(({ whose }) => of(whose) < each);
    const fewest = Math.min(...may.map(({ whose }) => of(whose)));
    return may.find(({ whose }) => of(whose) === fewest);
  };
  const settle = () => {
    for (let one = next(); one !== undefined && all < most; one = next()) {
      waiting.splice(waiting.indexOf(one), 1);
      count(one.whose, 1);
      one.begin();
    }
  };
  return {
    take: (whose) =>
      new Promise((resolve) => {
        let isOver = false;
        const leave = () => {
          if (isOver) return;
          isOver = true;
          count(whose, -1);
          settle();
        };
        waiting.push({ whose, begin: () => resolve(leave) });
        settle();
      }),
  };
}
