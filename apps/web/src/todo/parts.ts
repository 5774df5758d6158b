import { readPages, readWord } from "../shell/search-read.ts";

/** The parts of the to-do screen, in the order of its tabs. The router knows them without loading the screen. */
export const TODO_PARTS = ["approvals", "tasks", "pooled", "held", "frozen", "batches"] as const;
export type TodoPart = (typeof TODO_PARTS)[number];

/** It stands in the address. */
export interface TodoSearch {
  part?: TodoPart;
  q?: string;
  mine?: true;
  pages?: readonly string[];
}

export function readTodoSearch(search: Record<string, unknown>): TodoSearch {
  const part = TODO_PARTS.find((one) => one === search.part);
  const q = readWord(search.q);
  return {
    ...(part === undefined ? {} : { part }),
    ...(q === undefined ? {} : { q }),
    ...(search.mine === true ? { mine: true } : {}),
    ...readPages(search.pages),
  };
}
