/** What nobody knows is told once: an unknown code or text alerts when it is first seen, and is counted after that. */
import { joinKey, type StateKey } from "../state/key.ts";
import { note, type Run, read, write } from "../step/run.ts";

export const subjectKey = (kind: string, name: string): StateKey => ({
  kind: "channel",
  key: joinKey("subject", kind, name.slice(0, 200)),
});

export function alertOnce(run: Run, kind: string, code: string, order: string | null): void {
  const key = subjectKey(kind, code);
  note(run, "noted", { what: `unknown_${kind}`, code });
  if (read(run, key, "subject") !== undefined) return;
  write(run, key, { kind: "subject" });
  run.effects.push({ type: "alert", origin: null, order, to: ["ops"], channel: "inbox", level: 1, text: code, code });
}
