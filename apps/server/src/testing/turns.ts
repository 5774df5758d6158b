/** What was answered, and how many turns of the event loop others had meanwhile. */
export async function withTurns<T>(work: () => Promise<T>): Promise<{ answer: T; turns: number }> {
  let turns = 0;
  let isOn = true;
  const turn = () => {
    turns += 1;
    if (isOn) setImmediate(turn);
  };
  setImmediate(turn);
  const answer = await work();
  isOn = false;
  return { answer, turns };
}
