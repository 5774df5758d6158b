import type { Text } from "@switchyard/orders";

/** A start that cannot be: what is wrong and what to do, in both languages. */
export class CannotStart extends Error {
  override readonly name = "CannotStart";
  readonly text: Text;
  constructor(zh: string, en: string, options?: ErrorOptions) {
    super(`${zh} / ${en}`, options);
    this.text = { zh, en };
  }
}
