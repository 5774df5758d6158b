import type { Agent } from "node:http";
import { askJson, type Reply } from "../harness/client.ts";
import { orderBody } from "../harness/flow.ts";

/** Sends one order; the number decides which way it goes. */
export const send = (
  port: number,
  externalId: string,
  number = 1,
  more: { agent?: Agent; timeoutMs?: number } = {},
): Promise<Reply> => askJson({ port, path: "/api/v1/orders", json: orderBody(externalId, number), ...more });

export const codeIn = ({ text }: Reply): string | undefined => (JSON.parse(text) as { code?: string }).code;
