/** The text as it was understood: what it means under the pointer, what is not understood underlined. */
import type { Span } from "@switchyard/phrases";
import { Tooltip } from "antd";
import { useFormat } from "../../shell/workspace.ts";
import styles from "./Sentence.module.css";

export function Echo({ text, spans }: { text: string; spans: readonly Span[] }) {
  const format = useFormat();
  return (
    <p className={styles.echo} data-testid="sentence-echo">
      {spans.map((span) => {
        const said = text.slice(span.start, span.end);
        if (span.kind === "unknown")
          return (
            <mark key={span.start} className={styles.unknown} data-testid="unknown-words">
              {said}
            </mark>
          );
        return span.meaning ? (
          <Tooltip key={span.start} title={format.text(span.meaning)} mouseEnterDelay={0.2}>
            <span className={styles.understood}>{said}</span>
          </Tooltip>
        ) : (
          <span key={span.start}>{said}</span>
        );
      })}
    </p>
  );
}
