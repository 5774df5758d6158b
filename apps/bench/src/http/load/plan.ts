/** What the generator is asked to do, and what it says. One line of JSON each way. */
export interface Plan {
  port: number;
  path: string;
  /** Leads the orders' numbers: no two runs send the same order. */
  name: string;
  connections: number;
  seconds: number;
  /** Requests a second, sent when they are due whatever the answers do (open loop). Null: the next one after the answer. */
  rate: number | null;
}
export interface LoadResult {
  requests: number;
  seconds: number;
  perSecond: number;
  /** Answers other than 201 (the order was known already, or refused), and connections that broke. */
  failed: number;
  p50: number;
  p99: number;
}
