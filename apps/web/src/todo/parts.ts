/** The parts of the to-do screen, in the order of its tabs. The router knows them without loading the screen. */
export const TODO_PARTS = ["approvals", "tasks", "pooled", "held", "frozen", "batches"] as const;
export type TodoPart = (typeof TODO_PARTS)[number];
