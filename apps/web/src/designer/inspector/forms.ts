/** The form of each node kind. A kind without one is not offered by the palette. */
import type { NodeKind, NodeOf } from "@switchyard/flow";
import { type ComponentType, lazy } from "react";

export interface FormProps<K extends NodeKind> {
  node: NodeOf<K>;
  readOnly: boolean;
  /** Replaces the node; edits of the same `field` in quick succession are one undo step. */
  update: (node: NodeOf<K>, field: string) => void;
}

const Nothing = () => null;
const load = {
  alert: () => import("./AlertForm.tsx"),
  branch: () => import("./BranchForm.tsx"),
  condition: () => import("./ConditionForm.tsx"),
  frame: () => import("./FrameForm.tsx"),
  note: () => import("./NoteForm.tsx"),
  updated: () => import("./OrderUpdatedForm.tsx"),
  route: () => import("./RouteForm.tsx"),
  schedule: () => import("./ScheduleForm.tsx"),
  setField: () => import("./SetFieldForm.tsx"),
  subflow: () => import("./SubflowForm.tsx"),
  table: () => import("./TableForm.tsx"),
  tag: () => import("./TagForm.tsx").then((module) => ({ default: module.TagForm })),
  untag: () => import("./TagForm.tsx").then((module) => ({ default: module.UntagForm })),
};
const TagForm = lazy(load.tag);
const UntagForm = lazy(load.untag);

type Forms = { [K in NodeKind]?: ComponentType<FormProps<K>> };

export const SimpleForm = lazy(() => import("./SimpleForm.tsx"));
/** Kinds whose form is made from their schema. */
const SIMPLE: readonly NodeKind[] = [
  "state_reached", "courier_node", "after_sale", "measure", "split", "merge", "watch", "approval", "breaker",
  "add_line", "hold", "freeze", "unfreeze", "pause_channel", "resume_channel", "task", "notify", "webhook",
]; // biome-ignore format: a word list

export const hasSimpleForm = (kind: NodeKind): boolean => SIMPLE.includes(kind);

export const forms: Forms = {
  order_received: Nothing,
  order_cancelled: Nothing,
  order_updated: lazy(load.updated),
  condition: lazy(load.condition),
  branch: lazy(load.branch),
  decision_table: lazy(load.table),
  route: lazy(load.route),
  schedule: lazy(load.schedule),
  subflow: lazy(load.subflow),
  set_field: lazy(load.setField),
  tag: TagForm,
  untag: UntagForm,
  alert: lazy(load.alert),
  note: lazy(load.note),
  frame: lazy(load.frame),
  release: Nothing,
  stock_changed: Nothing,
  reserve_stock: Nothing,
};

export const loadConnections = () => import("./Connections.tsx");

/** Fetches the forms while the user looks at the canvas, so that the first one opens at once. */
export function warmForms(): void {
  for (const form of Object.values(load)) void form();
  void loadConnections();
}

export const canEdit = (kind: NodeKind): boolean => forms[kind] !== undefined || hasSimpleForm(kind);
