/** What may go after a while. The journal never does. Each takes at most `limit` rows and answers how many went. */
export interface RetentionWriter {
  /** Records whose id is before this one, but for those that wait in quarantine; counts by source and day stay. */
  intake(workspace: string, beforeId: string, limit: number): Promise<number>;
  /** Deliveries that arrived, went on with a digest or through another channel, made before this instant. Dead ones stay. */
  deliveries(workspace: string, before: number, limit: number): Promise<number>;
  /** Effects that became deliveries before this instant. */
  outbox(workspace: string, before: number, limit: number): Promise<number>;
  /** Values of the engine's state that said their last before this instant. */
  state(workspace: string, before: number, limit: number): Promise<number>;
  /** Replays that ended before this instant, with what they found. */
  replays(workspace: string, before: number, limit: number): Promise<number>;
  /** Comparisons of sheets that were made before this instant: their rows, then they themselves. */
  comparisons(workspace: string, before: number, limit: number): Promise<number>;
}
