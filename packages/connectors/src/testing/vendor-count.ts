/** Rolling counts as the vendors keep them. */
import type { VendorState } from "./vendor-server.ts";

export function countWithin(state: VendorState, key: string, windowMs: number): number {
  const now = state.now();
  return (state.sent.get(key) ?? []).filter((at) => at > now - windowMs).length;
}

export function take(state: VendorState, key: string): void {
  const list = state.sent.get(key) ?? [];
  list.push(state.now());
  state.sent.set(key, list);
}

export function parseBody(body: Buffer): Record<string, unknown> {
  const value: unknown = JSON.parse(body.toString("utf8"));
  return typeof value === "object" && value !== null ? { ...value } : {};
}

export function field(value: unknown, ...path: string[]): unknown {
  let at = value;
  for (const key of path) at = typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined;
  return at;
}

export const words = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** The number at the end of our text. */
export const idIn = (text: string): string => /№ (\S+)/.exec(text)?.[1] ?? "";
