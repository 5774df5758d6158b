/** The form of each node kind. A kind without one is not offered by the palette. */
import type { NodeKind, NodeOf } from "@switchyard/flow";
import type { ComponentType } from "react";
import { part } from "../../shell/part.ts";
import type { Room } from "../../words/files.ts";
import { withWords } from "../../words/load-words.ts";

export interface FormProps<K extends NodeKind> {
  node: NodeOf<K>;
  readOnly: boolean;
  /** Replaces the node; edits of the same `field` in quick succession are one undo step. */
  update: (node: NodeOf<K>, field: string) => void;
}

const Nothing = () => null;
const FORM: Room[] = ["forms"];
const loadTags = withWords(FORM, () => import("./TagForm.tsx"));
const load = {
  alert: withWords(FORM, () => import("./AlertForm.tsx")),
  branch: withWords(FORM, () => import("./BranchForm.tsx")),
  condition: withWords(FORM, () => import("./ConditionForm.tsx")),
  frame: withWords(["panels"], () => import("./FrameForm.tsx")),
  note: withWords(FORM, () => import("./NoteForm.tsx")),
  updated: withWords(FORM, () => import("./OrderUpdatedForm.tsx")),
  route: withWords(FORM, () => import("./RouteForm.tsx")),
  schedule: withWords(FORM, () => import("./ScheduleForm.tsx")),
  setField: withWords(FORM, () => import("./SetFieldForm.tsx")),
  subflow: withWords(FORM, () => import("./SubflowForm.tsx")),
  table: withWords(["forms", "table"], () => import("./TableForm.tsx")),
  tag: () => loadTags().then((module) => ({ default: module.TagForm })),
  untag: () => loadTags().then((module) => ({ default: module.UntagForm })),
};
const TagForm = part(load.tag);
const UntagForm = part(load.untag);

type Forms = { [K in NodeKind]?: ComponentType<FormProps<K>> };

const loadSimple = withWords(FORM, () => import("./SimpleForm.tsx"));
export const SimpleForm = part(loadSimple);
/** Kinds whose form is made from their schema. */
const SIMPLE: readonly NodeKind[] = [
  "state_reached", "courier_node", "after_sale", "measure", "split", "merge", "watch", "approval", "breaker",
  "add_line", "hold", "freeze", "unfreeze", "pause_channel", "resume_channel", "task", "notify", "webhook",
]; // biome-ignore format: a word list

export const hasSimpleForm = (kind: NodeKind): boolean => SIMPLE.includes(kind);

export const forms: Forms = {
  order_received: Nothing,
  order_cancelled: Nothing,
  order_updated: part(load.updated),
  condition: part(load.condition),
  branch: part(load.branch),
  decision_table: part(load.table),
  route: part(load.route),
  schedule: part(load.schedule),
  subflow: part(load.subflow),
  set_field: part(load.setField),
  tag: TagForm,
  untag: UntagForm,
  alert: part(load.alert),
  note: part(load.note),
  frame: part(load.frame),
  release: Nothing,
  stock_changed: Nothing,
  reserve_stock: Nothing,
};

export const loadConnections = withWords(["panels"], () => import("./Connections.tsx"));

export const loadComments = () =>
  import("../together/Comments.tsx").then((module) => ({ default: module.NodeComments }));

/** Fetches what stands beside the canvas while the user looks at it: the first form opens at once, and without a connection, too. */
export function warmForms(): void {
  const all: (() => Promise<unknown>)[] = [...Object.values(load), loadSimple, loadConnections, loadComments];
  // What could not be fetched now is fetched when it is shown.
  for (const one of all) void one().catch(() => {});
}

export const canEdit = (kind: NodeKind): boolean => forms[kind] !== undefined || hasSimpleForm(kind);
