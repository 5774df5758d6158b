/**
 * Spans for OpenTelemetry. Its API is loaded only where an SDK was put before this program (`node --import ./otel.mjs`):
 * without one nothing is loaded and nothing is wrapped.
 */
import type { Tracer } from "@opentelemetry/api";

export type Trace = <T>(name: string, attributes: Record<string, number>, run: () => Promise<T>) => Promise<T>;

/** Where the API keeps what an SDK registered. */
const REGISTERED = Symbol.for("opentelemetry.js.api.1");

/** Null: nobody traces. */
export async function findTrace(): Promise<Trace | null> {
  if (!(REGISTERED in globalThis)) return null;
  const { SpanStatusCode, trace } = await import("@opentelemetry/api");
  return traceWith(trace.getTracer("switchyard"), SpanStatusCode.ERROR);
}

function traceWith(tracer: Tracer, failed: number): Trace {
  return (name, attributes, run) =>
    tracer.startActiveSpan(name, { attributes }, async (span) => {
      try {
        return await run();
      } catch (cause) {
        span.setStatus({ code: failed });
        throw cause;
      } finally {
        span.end();
      }
    });
}
