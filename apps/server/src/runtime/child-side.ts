/** The child's side of `startChild`: it is told one job, says what it finds, and ends. */
import { errorName } from "../error-name.ts";

export type FromChild<Message> =
  | { kind: "message"; message: Message }
  | { kind: "done" }
  | { kind: "failed"; error: string };
/** Settles when the message has left: whoever waits for it cannot fill the memory with what nobody reads. */
export type Send<Message> = (message: Message) => Promise<void>;

export function serveJob<Job, Message>(work: (job: Job, send: Send<Message>) => Promise<void>): void {
  const tell = (news: FromChild<Message>) =>
    new Promise<void>((resolve) => {
      if (process.send === undefined) throw new Error("this file is run by startChild");
      process.send(news, undefined, {}, () => resolve());
    });
  // Nobody is there to hear the result.
  process.once("disconnect", () => process.exit(1));
  process.once("message", (job: Job) => {
    work(job, (message) => tell({ kind: "message", message }))
      .then(() => tell({ kind: "done" }))
      .catch((cause: unknown) => tell({ kind: "failed", error: errorName(cause) }))
      .finally(() => process.exit());
  });
}
