/** What was not understood, and what stands nearest: a click puts it in its place. */
import type { Language, Lexicon, Span } from "@switchyard/phrases";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shell/workspace.ts";
import { replaceWords } from "./replace-words.ts";
import styles from "./Sentence.module.css";

interface UnknownsProps {
  text: string;
  spans: readonly Span[];
  language: Language;
  lexicon: Lexicon;
  onReplace: (text: string) => void;
}

export function Unknowns({ text, spans, language, lexicon, onReplace }: UnknownsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const unknown = spans.flatMap((span) => (span.kind === "unknown" ? [span] : []));
  if (unknown.length === 0) return null;
  return (
    <ul className={styles.unknowns} data-testid="sentence-unknown">
      {unknown.map(({ start, end, suggestions }) => (
        <li key={start}>
          <span>{t("sentence.unknown", { words: text.slice(start, end).trim() })}</span>
          {suggestions.length > 0 ? <span className="quiet">{t("sentence.meant")}</span> : null}
          {suggestions.map((suggestion) => {
            const word = format.text(suggestion);
            return (
              <Button
                key={word}
                size="small"
                onClick={() => onReplace(replaceWords(text, { start, end }, word, { language, lexicon }))}
              >
                {word}
              </Button>
            );
          })}
        </li>
      ))}
    </ul>
  );
}
