/** Messages that steps sent and that wait for their own step. */
import type { StepResult } from "../effect/result.ts";
import type { EngineEvent } from "../event/event.ts";

/**
 * Those of the same group come first, then those for later; each in the order in which they were sent. Taking one costs the
 * same however many wait.
 */
export class MessageQueue {
  readonly #now = new Line();
  readonly #later = new Line();

  add(sends: StepResult["sends"]): void {
    for (const { how, event } of sends) (how === "send" ? this.#now : this.#later).add(event);
  }
  take(): EngineEvent | undefined {
    return this.#now.take() ?? this.#later.take();
  }
}

/** What was taken stays in the list until it is the half of it: then the rest is moved once. */
class Line {
  #list: EngineEvent[] = [];
  #taken = 0;

  add(event: EngineEvent): void {
    this.#list.push(event);
  }
  take(): EngineEvent | undefined {
    const event = this.#list[this.#taken];
    if (event === undefined) return undefined;
    this.#taken += 1;
    if (this.#taken * 2 >= this.#list.length) {
      this.#list = this.#list.slice(this.#taken);
      this.#taken = 0;
    }
    return event;
  }
}
