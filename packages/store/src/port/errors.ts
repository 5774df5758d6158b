import type { Text } from "@switchyard/orders";

export type StoreErrorCode =
  | "file_in_use"
  | "newer_file"
  | "edited_migration"
  | "not_durable"
  /** The folder, or a file in it, may not be written by this user. */
  | "not_writable"
  | "not_a_switchyard_file"
  | "full"
  /** Another program holds the file for writing. */
  | "busy"
  /** The disk failed under a write. What is on it is known only to a process that opens the file anew. */
  | "disk_failed"
  | "no_file"
  | "file_exists"
  | "damaged"
  /** A restore was cut off: to begin with an empty file would hide that. */
  | "half_restored";

/** A store that cannot or must not be used, said in both languages with what to do next. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code: StoreErrorCode;
  readonly text: Text;
  constructor(code: StoreErrorCode, text: Text, options?: ErrorOptions) {
    super(`${text.zh} / ${text.en}`, options);
    this.code = code;
    this.text = text;
  }
}
