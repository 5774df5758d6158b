import type { Condition, NodeOf } from "@switchyard/flow";
import type { Said, SaidOf } from "../phrase/parts.ts";
import type { Cursor, Draft } from "./draft.ts";

/** What came last, which decides where the next piece goes. */
export type Phase = "start" | "trigger" | "condition" | "waiting" | "acted" | "otherwise";

export interface State {
  draft: Draft;
  text: string;
  phase: Phase;
  /** Where a new statement begins: after the trigger, or nowhere yet. */
  root: Cursor[];
  /** Conditions that began a statement, for a later 其余. */
  rules: NodeOf<"condition">[];
  condition: NodeOf<"condition"> | null;
  /** The last deadline, where it began, and how many there were: deadlines in a row escalate. */
  chain: { watch: SaidOf<"watch">; at: Cursor[]; length: number; under: Condition | null } | null;
  level: number | null;
  /** Actions of this statement, in case what they hang on is said after them: "tag urgent if …". */
  early: { from: number } | null;
  deferred: Said[];
  /** The words of the condition or deadline: what an alert says that is given no words of its own. */
  cause: string;
  /** What was said before a colon: 「奔驰件：A类客户…，其他客户…」 stays outside of the otherwise. */
  scope: Condition | null;
  /** The clause was about customers who did something, and not about an order: a condition behind it may be of their other orders. */
  aboutCustomer: boolean;
  /** What the text calls the rule. */
  heading: string | null;
}
