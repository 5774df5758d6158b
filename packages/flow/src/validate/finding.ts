import type { FlowDocument, NodeKind } from "../document.ts";
import type { FactSource } from "../facts.ts";
import type { Text } from "../text.ts";

/** What a workspace has. What is left out is not checked. */
export interface FlowContext extends FactSource {
  destinations?: readonly string[];
  people?: readonly string[];
  states?: readonly string[];
  /** What only some brands have. */
  own?: OwnThings;
  /** Documents of the flows that a sub-flow may call (their published versions), by flow id. */
  flows?: Readonly<Record<string, FlowDocument>>;
  /** Kinds that the runtime can run, where it cannot run all. */
  kinds?: readonly NodeKind[];
  /**
   * What is wrong with a regular expression, or null. Pass the check of the engine that runs them (`compilePattern` of
   * @switchyard/orders); without it only the syntax is looked at, so that a page need not load that engine.
   */
  checkPattern?: (expression: string) => Text | null;
  /** Id of the flow itself, to see that it does not call itself. */
  flow?: string;
}

/** The flow that a sub-flow calls; undefined where there is none. A name that objects have of themselves (`constructor`) is none. */
export const calledFlow = ({ flows = {} }: FlowContext, id: string): FlowDocument | undefined =>
  Object.hasOwn(flows, id) ? flows[id] : undefined;

/** Destinations and fields that belong to some brands, by id and by name; brands by id. */
export interface OwnThings {
  destinations: Readonly<Record<string, OwnThing>>;
  fields: Readonly<Record<string, OwnThing>>;
  /** Brands that have nobody who could be told. */
  silent: readonly string[];
  /** What brands are called. */
  brands: Readonly<Record<string, string>>;
}
interface OwnThing {
  name: Text;
  brands: readonly string[];
}

/** Something that keeps a flow from being published (error), or that its author should look at (warning). */
export interface Finding {
  severity: "error" | "warning";
  code: FindingCode;
  node?: string;
  edge?: string;
  /** JSON pointer into the node, for what lies inside it: `/cases/0/when`. */
  pointer?: string;
  message: Text;
}

export type FindingCode =
  | "no_trigger"
  | "cycle"
  | "duplicate_id"
  | "edge_from_nowhere"
  | "edge_to_nowhere"
  | "edge_port"
  | "edge_into_start"
  | "duplicate_edge"
  | "dangling_otherwise"
  | "port_ends"
  | "trigger_ends"
  | "trigger_overlap"
  | "unreachable"
  | "no_order"
  | "kind_unavailable"
  | "empty_condition"
  | "empty_group"
  | "not_of_one"
  | "too_deep"
  | "unknown_fact"
  | "unknown_pattern"
  | "operator_type"
  | "operand_missing"
  | "operand_type"
  | "operand_order"
  | "operand_fact"
  | "working_span"
  | "case_id"
  | "no_cases"
  | "table_empty"
  | "table_shape"
  | "table_output"
  | "split_sum"
  | "unknown_destination"
  | "unknown_person"
  | "unknown_state"
  | "not_of_brand"
  | "no_contacts"
  | "unknown_flow"
  | "recursive_flow"
  | "flow_without_start"
  | "too_large"
  | "setting_missing"
  | "pattern_invalid"
  | "window_field"
  | "window_circular";
