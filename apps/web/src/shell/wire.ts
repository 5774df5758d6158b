/** Shapes of `/api/v1` as screens use them. */
import type { FlowDocument, Operation } from "@switchyard/flow";
import type { Order, Problem, Text } from "@switchyard/orders";

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export interface Destination {
  id: string;
  name: string;
  kind: "line" | "warehouse" | "wave";
  color?: string;
}

export interface Workspace {
  id: string;
  name: string;
  zone: string;
  currency: string;
  brands: { id: string; name: string }[];
  destinations: Destination[];
  people: { id: string; name: string; role: string }[];
}

export type FlowStatus = "draft" | "published" | "changed";

export interface FlowSummary {
  id: string;
  name: string;
  status: FlowStatus;
  draft_revision: number;
  live_version: number | null;
  published_at: number | null;
  updated_at: number;
  brands: string[];
  hits7d: number;
  last_hit_at: number | null;
  owner: string | null;
}

export interface FlowDetail {
  id: string;
  name: string;
  draft: { revision: number; document: FlowDocument; updated_at: number };
  live: { version: number; document: FlowDocument; published_at: number } | null;
  hits: Record<string, number>;
}

export interface PatchDraft {
  revision: number;
  operations: Operation[];
}

export interface DecisionView {
  outcome: "decided" | "undecided" | "parked";
  destination: { id: string; name: string } | null;
  flow_version: { flow: string; name: string; version: number }[];
  nodes: string[];
  effects: unknown[];
  at: number;
}

export interface OrderRow {
  id: string;
  source: string;
  external_id: string;
  brand?: string | null;
  style_code?: string | null;
  due_at?: number | null;
  due_date?: string | null;
  amount?: number | null;
  currency?: string | null;
  status?: string | null;
  received_at: number;
  outcome: DecisionView["outcome"] | null;
  destination: { id: string; name: string } | null;
  tags: string[];
}

export interface TimelineEntry {
  seq: number;
  at: number;
  type: string;
  actor: string | null;
  data: unknown;
}

export interface OrderDetail {
  order: Order;
  decision: DecisionView | null;
  timeline: TimelineEntry[];
}

export interface ReplayView {
  id: string;
  status: "running" | "done" | "failed" | "cancelled";
  total: number;
  processed: number;
  started_at: number;
  finished_at: number | null;
  flow: string;
  version: string | number;
  revision: number | null;
  edges: Record<string, number>;
  nodes: Record<string, number>;
  ports: Record<string, number>;
  destinations: { id: string; name: string; count: number }[];
  undecided: number;
  missing: { fact: string; count: number }[];
  changed?: ReplayChanges | null;
  error?: string | null;
}

type Place = { id: string; name: string } | null;

export interface ReplayChanges {
  count: number;
  moves: { from: Place; to: Place; count: number }[];
}

export interface DatasetFile {
  name: string;
  format: "csv" | "ndjson";
  text: string;
}

/** Column of the file → field of the order; columns left out are kept as raw. */
export type Mapping = Record<string, string>;

export interface PreviewRow {
  line: number;
  order?: Order;
  problems?: Problem[];
}

export interface DatasetPreview {
  columns: string[];
  suggestedMapping: Mapping;
  /** Fields that a column may become. */
  targets: string[];
  rows: PreviewRow[];
  total: number;
  good: number;
  bad: number;
}

export interface DatasetView {
  id: string;
  name: string;
  total: number;
  created_at: number;
}

export interface ProblemBody {
  title: string;
  title_en: string;
  status: number;
  detail?: string;
  code: string;
  problems?: Problem[];
}

export type { Order, Problem, Text };
