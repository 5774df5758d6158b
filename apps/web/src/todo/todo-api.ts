/** Calls of this screen, typed by the server's own routes. */

import type { Text } from "@switchyard/orders";
import { until, v1 } from "../shell/client.ts";
import { answer, answerAs } from "../shell/request.ts";

const LIMIT = "30";

export interface TodoQuery {
  q: string;
  person: string | undefined;
  cursor: string | undefined;
}

function pageOf({ q, cursor }: TodoQuery) {
  return { limit: LIMIT, ...(q === "" ? {} : { q }), ...(cursor === undefined ? {} : { cursor }) };
}
const ofPerson = ({ person }: TodoQuery) => (person === undefined ? {} : { person });

export const todoApi = {
  counts: (signal?: AbortSignal) => answer(v1.todo.$get({}, until(signal))),
  approvals: (query: TodoQuery, signal?: AbortSignal) =>
    answer(v1.approvals.$get({ query: { ...pageOf(query), ...ofPerson(query) } }, until(signal))),
  tasks: (query: TodoQuery, signal?: AbortSignal) =>
    answer(
      v1.inbox.$get({ query: { ...pageOf(query), ...ofPerson(query), open: "true", kind: "task" } }, until(signal)),
    ),
  pooled: (query: TodoQuery, signal?: AbortSignal) =>
    answer(v1.todo.pooled.$get({ query: pageOf(query) }, until(signal))),
  held: (query: TodoQuery, signal?: AbortSignal) => answer(v1.todo.held.$get({ query: pageOf(query) }, until(signal))),
  frozen: (query: TodoQuery, signal?: AbortSignal) =>
    answer(v1.todo.frozen.$get({ query: pageOf(query) }, until(signal))),
  freezes: (signal?: AbortSignal) => answer(v1.freezes.$get({ query: { limit: "200" } }, until(signal))),
  batches: ({ cursor }: TodoQuery, signal?: AbortSignal) =>
    answer(v1.batches.$get({ query: { limit: LIMIT, ...(cursor === undefined ? {} : { cursor }) } }, until(signal))),
  decide: (id: string, json: { approval: string; decision: "approved" | "rejected"; by: string }) =>
    answerAs<ActionAnswer>(v1.orders[":id"].approvals.$post({ param: { id }, json })),
  done: (id: string, by: string) => answer(v1.inbox[":id"].acknowledge.$post({ param: { id }, json: { by } })),
  release: (id: string, by: string) =>
    answerAs<ActionAnswer>(
      v1.orders[":id"].actions.$post({ param: { id }, header: {}, json: { type: "release_hold", by } }),
    ),
  resume: (json: { target: "channel" | "workshop" | "wave" | "sku"; name: string; by: string }) =>
    answerAs<ActionAnswer>(v1.gates.resume.$post({ json })),
  lift: (json: { scope: "order" | "brand" | "batch" | "customer"; name: string; by: string }) =>
    answerAs<ActionAnswer>(v1.freezes.lift.$post({ json })),
  close: (id: string, by: string) =>
    answerAs<ActionAnswer>(v1.batches[":id"].close.$post({ param: { id }, json: { by } })),
};

/** What came of it, with the reasons in both languages. */
export interface ActionAnswer {
  result: "done" | "waiting" | "refused" | "late" | "nothing";
  records: { code: string; text: Text }[];
}
