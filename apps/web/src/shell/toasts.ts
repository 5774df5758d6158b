/** Short words that come and go: done, or why not. One at a time, newest last. */
import { createStore } from "zustand/vanilla";

export interface Toast {
  id: number;
  tone: "ok" | "warn";
  text: string;
}

const SHOWN_MS = 4_000;
const MOST = 3;
let next = 1;

export const toasts = createStore<readonly Toast[]>(() => []);

export function toast(tone: Toast["tone"], text: string): void {
  const id = next;
  next += 1;
  toasts.setState((shown) => [...shown, { id, tone, text }].slice(-MOST), true);
  setTimeout(() => toasts.setState((shown) => shown.filter((one) => one.id !== id), true), SHOWN_MS);
}
