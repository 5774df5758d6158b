/** The form of each node kind. A kind without one is not offered by the palette. */
import type { NodeKind, NodeOf } from "@switchyard/flow";
import type { ComponentType } from "react";
import { AlertForm } from "./AlertForm.tsx";
import { BranchForm } from "./BranchForm.tsx";
import { ConditionForm } from "./ConditionForm.tsx";
import { NoteForm } from "./NoteForm.tsx";
import { OrderUpdatedForm } from "./OrderUpdatedForm.tsx";
import { RouteForm } from "./RouteForm.tsx";
import { TagForm } from "./TagForm.tsx";

export interface FormProps<K extends NodeKind> {
  node: NodeOf<K>;
  readOnly: boolean;
  /** Replaces the node; edits of the same `field` in quick succession are one undo step. */
  update: (node: NodeOf<K>, field: string) => void;
}

const Nothing = () => null;

type Forms = { [K in NodeKind]?: ComponentType<FormProps<K>> };

export const forms: Forms = {
  order_received: Nothing,
  order_cancelled: Nothing,
  order_updated: OrderUpdatedForm,
  condition: ConditionForm,
  branch: BranchForm,
  route: RouteForm,
  tag: TagForm,
  untag: TagForm,
  alert: AlertForm,
  note: NoteForm,
  frame: Nothing,
  release: Nothing,
  stock_changed: Nothing,
  reserve_stock: Nothing,
};

export const canEdit = (kind: NodeKind): boolean => forms[kind] !== undefined;
