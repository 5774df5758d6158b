import type { Problem, Text } from "@switchyard/orders";

export type { Problem, Text };

export const text = (zh: string, en: string): Text => ({ zh, en });
export const problem = (pointer: string, code: string, zh: string, en: string): Problem => ({
  pointer,
  code,
  message: { zh, en },
});
