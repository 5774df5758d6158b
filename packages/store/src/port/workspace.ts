import type { WorkspaceSettings } from "@switchyard/orders";

export type DestinationKind = "line" | "warehouse" | "wave";
export interface Brand {
  id: string;
  name: string;
}
/** Where routing sends an order. `color` is a CSS colour for screens. */
export interface Destination {
  id: string;
  name: string;
  kind: DestinationKind;
  color?: string;
}
export interface Person {
  id: string;
  name: string;
  role: string;
}
export interface Workspace {
  id: string;
  name: string;
  settings: WorkspaceSettings;
  brands: Brand[];
  destinations: Destination[];
  people: Person[];
  createdAt: number;
}

export interface WorkspaceReader {
  list(): Promise<{ id: string; name: string }[]>;
  get(workspace: string): Promise<Workspace | null>;
}
export interface WorkspaceWriter {
  create(workspace: Workspace): Promise<void>;
}
