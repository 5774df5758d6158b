/**
 * Structured logs. Only the fields named here are ever written: what an order, a header or an error carries beside them
 * stays out, so that no secret and no customer's data reaches a log by accident.
 */
import { type DestinationStream, pino } from "pino";

export interface LogFields {
  code?: string;
  method?: string;
  /** The route's pattern, not the address: ids and searches stay out. */
  route?: string;
  status?: number;
  ms?: number;
  count?: number;
  flow?: string;
  version?: number;
  replay?: string;
  dataset?: string;
  channel?: string;
  host?: string;
  port?: number;
  signal?: string;
  /** Name and code of an error. Its message may quote data and is written only where we made it. */
  error?: string;
}
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

const ALLOWED = [
  "code",
  "method",
  "route",
  "status",
  "ms",
  "count",
  "flow",
  "version",
  "replay",
  "dataset",
  "channel",
  "host",
  "port",
  "signal",
  "error",
] as const satisfies readonly (keyof LogFields)[];

export function openLog(level: string, destination: DestinationStream = pino.destination({ fd: 2, sync: true })): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  const write = (name: "info" | "warn" | "error") => (event: string, fields: LogFields) => {
    const kept: Record<string, unknown> = {};
    for (const field of ALLOWED) if (fields[field] !== undefined) kept[field] = fields[field];
    logger[name](kept, event);
  };
  const [info, warn, error] = [write("info"), write("warn"), write("error")];
  return {
    info: (event, fields = {}) => info(event, fields),
    warn: (event, fields = {}) => warn(event, fields),
    error: (event, fields = {}) => error(event, fields),
  };
}
