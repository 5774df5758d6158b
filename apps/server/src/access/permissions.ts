/** Who may do what: roles hold permissions, operations ask for one. The one place; Settings shows it, tests walk it. */
import type { Role } from "@switchyard/store";

export const PERMISSIONS = [
  "orders.read",
  "orders.write",
  "orders.act",
  "flows.read",
  "flows.edit",
  "flows.publish",
  "history.read",
  "history.run",
  "channels.read",
  "channels.manage",
  "outbox.read",
  "outbox.manage",
  "intake.read",
  "intake.manage",
  "workspace.read",
  "workspace.manage",
  "members.manage",
  "keys.manage",
  "links.manage",
  "journal.read",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const READS = PERMISSIONS.filter((one) => one.endsWith(".read") && one !== "journal.read");
const EDITS = [...READS, "flows.edit", "history.run"] as const;

export const ROLE_PERMISSIONS: Record<Role, ReadonlySet<Permission>> = {
  owner: new Set(PERMISSIONS),
  publisher: new Set([...EDITS, "flows.publish", "journal.read"]),
  editor: new Set(EDITS),
  operator: new Set([
    ...READS,
    "orders.write",
    "orders.act",
    "outbox.manage",
    "intake.manage",
    "links.manage",
    "history.run",
  ]),
  viewer: new Set(READS),
  brand_guest: new Set(["orders.read", "workspace.read"]),
};

/** What a key may be given: machines bring orders and read; they publish nothing and let nobody in. */
export const KEY_PERMISSIONS = [
  "orders.read",
  "orders.write",
  "orders.act",
  "flows.read",
  "history.read",
  "intake.read",
  "outbox.read",
  "workspace.read",
] as const satisfies readonly Permission[];

/**
 * What an operation asks for. `anyone`: no sign-in (it looks at a signature, a code or a token itself); `signed_in`: a
 * person, whatever their role.
 */
export type Demand = Permission | "anyone" | "signed_in";

/** Operations that keep to one brand or source for whoever is there for that alone; every other is closed to them. */
const FOR_LIMITED = new Set([
  "GET /orders",
  "GET /orders/:id",
  "GET /orders/:id/explanation",
  "GET /orders/:id/standing",
  "GET /workspace",
  "POST /orders",
  "POST /orders/bulk",
  "POST /events",
  "POST /events/bulk",
]);

/** Every operation of the API document, as it is written there. A test holds the two together. */
const OPERATIONS: Record<string, Demand> = {
  "POST /setup": "anyone",
  "GET /session": "anyone",
  "POST /session": "anyone",
  "POST /session/second-factor": "anyone",
  "DELETE /session": "anyone",
  "POST /session/company": "anyone",
  "GET /invitations/{token}": "anyone",
  "POST /invitations/{token}": "anyone",
  "POST /session/forgot": "anyone",
  "POST /password-reset/{token}": "anyone",
  "GET /tracking/{token}": "anyone",
  "POST /intake/webhooks/{source}": "anyone",

  "GET /sessions": "signed_in",
  "DELETE /sessions/{id}": "signed_in",
  "POST /session/password": "signed_in",
  "POST /second-factor": "signed_in",
  "POST /second-factor/confirm": "signed_in",
  "DELETE /second-factor": "signed_in",

  "GET /orders": "orders.read",
  "GET /orders/{id}": "orders.read",
  "GET /orders/{id}/explanation": "orders.read",
  "GET /orders/{id}/standing": "orders.read",
  "GET /approvals": "orders.read",
  "GET /todo": "orders.read",
  "GET /todo/held": "orders.read",
  "GET /todo/frozen": "orders.read",
  "GET /todo/pooled": "orders.read",
  "GET /freezes": "orders.read",
  "POST /freezes/lift": "orders.act",
  "GET /batches": "orders.read",
  "GET /gates": "orders.read",
  "GET /events": "orders.read",
  "POST /orders": "orders.write",
  "POST /orders/bulk": "orders.write",
  "POST /events": "orders.write",
  "POST /events/bulk": "orders.write",
  "POST /intake/uploads": "orders.write",
  "POST /intake/uploads/preview": "orders.write",
  "POST /orders/{id}/actions": "orders.act",
  "POST /orders/{id}/approvals": "orders.act",
  "POST /batches/{id}/close": "orders.act",
  "POST /gates/pause": "orders.act",
  "POST /gates/resume": "orders.act",

  "GET /flows": "flows.read",
  "GET /flows/{id}": "flows.read",
  "GET /flows/{id}/program": "flows.read",
  "POST /flows/{id}/try": "flows.read",
  "POST /flows/{id}/try/script": "flows.read",
  "GET /flows/{id}/golden": "flows.read",
  "PUT /flows/{id}/golden/{golden}": "flows.edit",
  "DELETE /flows/{id}/golden/{golden}": "flows.edit",
  "POST /flows/{id}/golden/run": "flows.read",
  "GET /flows/{id}/holder": "flows.read",
  "PUT /flows/{id}/holder": "flows.edit",
  "DELETE /flows/{id}/holder": "flows.edit",
  "GET /flows/{id}/comments": "flows.read",
  "POST /flows/{id}/comments": "flows.read",
  "PATCH /flows/{id}/comments/{comment}": "flows.read",
  "DELETE /flows/{id}/comments/{comment}": "flows.read",
  "GET /understand": "flows.read",
  "POST /understand": "flows.edit",
  "POST /flows": "flows.edit",
  "PATCH /flows/{id}/draft": "flows.edit",
  "GET /flows/{id}/publish-check": "flows.read",
  "GET /flows/{id}/recall": "flows.read",
  "POST /flows/{id}/recall": "flows.publish",
  "POST /flows/{id}/publish": "flows.publish",

  "POST /flows/{id}/publish-request": "flows.publish",
  "POST /flows/{id}/publish-request/approve": "flows.publish",
  "DELETE /flows/{id}/publish-request": "flows.publish",

  "GET /flows/{id}/versions": "flows.read",
  "GET /flows/{id}/changes": "flows.read",
  "GET /flows/{id}/rollout": "flows.read",
  "POST /flows/{id}/versions/{version}/restore": "flows.edit",
  "POST /flows/{id}/versions/{version}/live": "flows.publish",
  "POST /flows/{id}/rollout": "flows.publish",
  "PUT /flows/order": "flows.publish",
  "PUT /flows/{id}/group-rule": "flows.publish",
  "GET /flows/{id}/values": "flows.read",
  "GET /templates": "flows.read",
  "POST /templates/check": "flows.read",
  "GET /templates/{id}": "flows.read",
  "GET /templates/{id}/file": "flows.read",
  "GET /templates/{id}/uses": "flows.read",
  "POST /templates/{id}/upgrade/preview": "flows.read",
  "GET /bundles": "flows.read",
  "POST /templates": "flows.edit",
  "POST /templates/import": "flows.edit",
  "POST /templates/{id}/uses": "flows.edit",
  "PATCH /templates/{id}/uses": "flows.edit",
  "POST /templates/{id}/upgrade": "flows.edit",
  "POST /bundles": "flows.edit",

  "GET /datasets": "history.read",
  "GET /datasets/{id}/problems": "history.read",
  "GET /datasets/{id}/orders": "history.read",
  "GET /replays": "history.read",
  "GET /replays/{id}": "history.read",
  "GET /replays/{id}/differences": "history.read",
  "GET /replays/{id}/differences/{order}": "history.read",
  "GET /replays/{id}/export": "history.read",
  "POST /replays/sweep": "history.run",
  "POST /replays/{id}/again": "history.run",
  "POST /datasets": "history.run",
  "POST /datasets/preview": "history.run",
  "POST /replays": "history.run",
  "DELETE /replays/{id}": "history.run",

  "GET /channels": "channels.read",
  "POST /channels": "channels.manage",
  "PATCH /channels/{id}": "channels.manage",
  "DELETE /channels/{id}": "channels.manage",
  "POST /channels/{id}/test": "channels.manage",
  "GET /contacts": "channels.read",
  "PUT /contacts/{id}": "channels.manage",

  "GET /outbox": "outbox.read",
  "GET /inbox": "outbox.read",
  "POST /outbox/{id}/resend": "outbox.manage",
  "POST /outbox/resend": "outbox.manage",
  "POST /inbox/{id}/acknowledge": "outbox.manage",

  "GET /intake/records": "intake.read",
  "GET /intake/records/{id}": "intake.read",
  "GET /intake/reconciliation": "intake.read",
  "GET /intake/sources": "intake.read",
  "POST /intake/records/{id}/resubmit": "intake.manage",
  "POST /intake/records/resubmit": "intake.manage",
  "POST /intake/records/dismiss": "intake.manage",
  "POST /intake/sources": "intake.manage",
  "PATCH /intake/sources/{id}": "intake.manage",
  "DELETE /intake/sources/{id}": "intake.manage",

  "GET /workspace": "workspace.read",
  "PATCH /workspace": "workspace.manage",
  "GET /workspace/flows": "flows.read",
  "GET /workspace/facts": "flows.read",
  "POST /workspaces": "workspace.manage",
  "GET /group": "workspace.read",
  "GET /group/totals": "workspace.read",
  "PUT /group/members/{id}": "workspace.manage",
  "DELETE /group/members/{id}": "workspace.manage",
  "POST /group/rules": "flows.publish",
  "GET /roles": "signed_in",
  "GET /members": "workspace.manage",
  "PATCH /members/{id}": "members.manage",
  "DELETE /members/{id}": "members.manage",
  "POST /members/{id}/password-reset": "members.manage",
  "GET /invitations": "members.manage",
  "POST /invitations": "members.manage",
  "DELETE /invitations/{id}": "members.manage",
  "GET /keys": "keys.manage",
  "POST /keys": "keys.manage",
  "POST /keys/{id}/rotate": "keys.manage",
  "DELETE /keys/{id}": "keys.manage",
  "GET /orders/{id}/links": "links.manage",
  "POST /orders/{id}/links": "links.manage",
  "DELETE /links/{id}": "links.manage",
  "GET /journal": "journal.read",
  "GET /journal/export": "journal.read",
};

/** The same by hono's own patterns (`:id`). */
const BY_PATTERN: ReadonlyMap<string, Demand> = new Map(
  Object.entries(OPERATIONS).map(([operation, demand]) => [operation.replaceAll(/\{(\w+)\}/g, ":$1"), demand]),
);

/** What an operation asks for; null: nobody said, so nobody may. `pattern` is the route's below `/api/v1`. */
export const demandOf = (method: string, pattern: string): Demand | null =>
  BY_PATTERN.get(`${method} ${pattern}`) ?? null;
export const isForLimited = (method: string, pattern: string): boolean => FOR_LIMITED.has(`${method} ${pattern}`);
export const demands = (): ReadonlyMap<string, Demand> => new Map(Object.entries(OPERATIONS));
