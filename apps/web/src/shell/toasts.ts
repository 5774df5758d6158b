/** Short words that come and go: done, or why not. One at a time, newest last. */
import { createStore } from "zustand/vanilla";

export interface Toast {
  id: number;
  tone: "ok" | "warn";
  text: string;
  /** What can still be done about it. */
  action?: ToastAction;
}
export interface ToastAction {
  label: string;
  run: () => void;
}

const SHOWN_MS = 4_000;
/** Something to decide stays longer. */
const DECIDE_MS = 12_000;
const MOST = 3;
let next = 1;

export const toasts = createStore<readonly Toast[]>(() => []);

export function toast(tone: Toast["tone"], text: string, action?: ToastAction): void {
  const id = next;
  next += 1;
  toasts.setState((shown) => [...shown, { id, tone, text, ...(action ? { action } : {}) }].slice(-MOST), true);
  setTimeout(() => dismiss(id), action ? DECIDE_MS : SHOWN_MS);
}

export function dismiss(id: number): void {
  toasts.setState((shown) => shown.filter((one) => one.id !== id), true);
}
