import { assertNever, type Text } from "@switchyard/orders";

export { assertNever, type Text };

export const text = (zh: string, en: string): Text => ({ zh, en });
