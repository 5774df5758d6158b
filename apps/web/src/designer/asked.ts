/** What was asked for at a place of the screen: a new node, or the menu of what lies there. One at a time. */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Point } from "./editor/commands.ts";

/** Where a new node goes: behind a node (by the port given, or the one that wants a line), at a line's loose end, into a line, or to a place. */
export type AddTarget =
  | { type: "after"; node: string; port?: string }
  | { type: "port"; node: string; port: string; at: Point }
  | { type: "edge"; edge: string }
  | { type: "place"; at: Point };

export interface AddPlace {
  screen: Point;
  target: AddTarget;
}

export type MenuTarget = { type: "nodes" } | { type: "edge"; edge: string } | { type: "canvas"; at: Point };

export interface MenuPlace {
  screen: Point;
  target: MenuTarget;
}

export interface AskedState {
  add: AddPlace | null;
  menu: MenuPlace | null;
}
export type Asked = StoreApi<AskedState>;
export const createAsked = (): Asked => createStore<AskedState>(() => ({ add: null, menu: null }));
