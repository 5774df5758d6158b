/** The model's key: sealed like a channel's secret, so that the environment that names it does not hold it. */
import { type Keyring, openSecret, sealSecret } from "@switchyard/connectors";
import { CannotStart } from "../runtime/cannot-start.ts";

const PLACE = { tenant: "switchyard", row: "understand.key" };

/** What `UNDERSTAND_KEY` is set to: printed by `switchyard seal key`. */
export const sealModelKey = (key: string, keyring: Keyring): string => sealSecret(key, PLACE, keyring);

/** Throws, in both languages, when it does not open: a start without the key that was asked for would only fail later. */
export function openModelKey(sealed: string, keyring: Keyring): string {
  const opened = openSecret(sealed, PLACE, keyring);
  if (opened.ok) return opened.secret;
  const { zh, en } = opened.problem.message;
  throw new CannotStart(
    `UNDERSTAND_KEY：${zh}（用 switchyard seal key 生成）`,
    `${en} (make it with: switchyard seal key)`,
  );
}
