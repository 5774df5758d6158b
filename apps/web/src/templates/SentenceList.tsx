import type { FlowSentence } from "@switchyard/flow";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Templates.module.css";

/** A flow in numbered sentences. */
export function SentenceList({ sentences }: { sentences: readonly FlowSentence[] }) {
  const format = useFormat();
  return (
    <ol className={styles.sentences}>
      {sentences.map(({ node, number, sentence, reached }) => (
        <li key={node}>
          <b>{number}</b> <span>{format.text(sentence)}</span>
          {reached === null ? null : <span className="quiet"> · {format.text(reached)}</span>}
        </li>
      ))}
    </ol>
  );
}
