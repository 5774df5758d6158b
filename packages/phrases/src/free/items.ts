import type { Condition, NodeOf, StepQuietHours } from "@switchyard/flow";
import type { Shown } from "../lexicon/lexicon.ts";
import type { Said, SaidOf } from "../phrase/parts.ts";

/** The pieces that a text is read as, before they are put together. */
export type Piece =
  /** Starts a flow of its own; `when`: what must hold besides (「付款后」: it is paid); `about`: it was said of whoever did it. */
  | { type: "trigger"; said: Said; when?: Condition; about?: "customer" }
  /** `verb`: a verb stands before it whose place to go must follow ("ship … from Hangzhou"). */
  | { type: "condition"; when: Condition; or: boolean; verb?: boolean }
  /** 「…，VIP客户除外」: what was left out, negated; said behind what is done, it stands in front of it. */
  | { type: "left_out"; when: Condition }
  | { type: "tag_when"; when: Condition; tag: string }
  /** What the rule is called; a remark on what stands before; what a missed deadline is called. */
  | { type: "heading"; name: string }
  | { type: "aside"; text: string }
  | { type: "called"; tag: string }
  | { type: "action"; said: Said }
  /** A deadline; `from`: the trigger that it counts from, where the text names one. */
  | { type: "watch"; said: SaidOf<"watch">; from: Said | null; bare: boolean }
  /** One more deadline for the same thing: so much later than the last one, or that long after the same start. */
  | { type: "later"; within: SaidOf<"watch">["within"]; plus: boolean; goal: Goal | null; strict?: boolean }
  /** Said of these orders as well: 「加急的也一样」. */
  | { type: "also"; when: Condition }
  /** Nodes without a way in, side by side: what follows hangs on each of them. */
  | { type: "breakers"; said: SaidOf<"breaker">[] }
  | { type: "table"; said: NodeOfTable; route: boolean }
  | { type: "split"; said: SaidOf<"split"> }
  /** A split with where each of its shares goes. */
  | { type: "shares"; said: SaidOf<"split">; to: SaidOf<"route">[] }
  /** `of`: 「其他客户」 turns round what was said of customers only. */
  | { type: "otherwise"; of?: readonly string[] }
  /** Goes on from another way out of the last node: after approval, once the batch is closed, when data is missing. */
  | { type: "port"; port: "rejected" | "approved" | "timed_out" | "closed" | "kept" | "missing" | "excluded" }
  | { type: "level"; level: number }
  /** When what was told of may ring. */
  | { type: "quiet"; hours: StepQuietHours }
  | { type: "stop"; strong: boolean }
  | { type: "filler" }
  /** A word that needs an object which is not known: the destination in 「派到月球」. */
  | { type: "unknown"; wanted?: Shown };

type NodeOfTable = SaidOf<"decision_table">;
export type Goal = NodeOf<"watch">["goal"];

export type Placed = Piece & { start: number; end: number };
