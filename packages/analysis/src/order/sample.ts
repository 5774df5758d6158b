/** An order made up by the analysis, and what the core would see of it. */
import type { Program } from "@switchyard/flow";
import type { Facts, Order, OrderInput, WorkspaceSettings } from "@switchyard/orders";

export interface Sample {
  /** As a source would send it; `readOrder` reads it. */
  input: OrderInput;
  order: Order;
  /** The instant of the decision. */
  at: number;
  /** How many orders like it came before, one a second (for conditions on counts). */
  before: number;
  facts: Facts;
}

/** What orders are made for. */
export interface Workshop {
  settings: WorkspaceSettings;
  /** Where made-up orders lie in time, unless a condition says otherwise. */
  now: number;
  /** Kind of the trigger whose event they come with. */
  trigger: string;
  programs: readonly Program[];
}
