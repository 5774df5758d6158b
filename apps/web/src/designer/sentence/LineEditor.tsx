/** A line of the list view, rewritten as text: what is understood becomes the node's settings in one step. */
import type { FlowNode } from "@switchyard/flow";
import { type Language, type Lexicon, rewriteNode, sayNode } from "@switchyard/phrases";
import { Button } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Loading } from "../../shell/states.tsx";
import { useFormat } from "../../shell/workspace.ts";
import { useDrawing, useEditor } from "../drawing.ts";
import { Echo } from "./Echo.tsx";
import styles from "./Sentence.module.css";
import { Unknowns } from "./Unknowns.tsx";
import { useLexicon } from "./use-lexicon.ts";

export default function LineEditor({ id, onClose }: { id: string; onClose: () => void }) {
  const lexicon = useLexicon();
  const node = useEditor((state) => state.document.nodes.find((one) => one.id === id));
  if (!node) return null;
  return lexicon ? <Line node={node} lexicon={lexicon} onClose={onClose} /> : <Loading />;
}

function Line({ node, lexicon, onClose }: { node: FlowNode; lexicon: Lexicon; onClose: () => void }) {
  const { editor } = useDrawing();
  const { t } = useTranslation();
  const language: Language = useFormat().language === "en" ? "en" : "zh";
  const document = useEditor((state) => state.document);
  const [text, setText] = useState(() => sayNode(document, node, lexicon, language));
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const { operation, understanding } = useMemo(
    () => rewriteNode(text, node, document, { language, lexicon }),
    [text, node, document, language, lexicon],
  );
  const save = () => {
    if (operation && editor.apply(operation)) onClose();
  };
  return (
    <div className={styles.line} data-testid="line-editor">
      <textarea
        ref={field}
        className={styles.field}
        aria-label={t("sentence.editLine")}
        rows={Math.min(8, text.split("\n").length)}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.keyCode === 229) return;
          if (event.key === "Escape") onClose();
          else if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault();
            save();
          }
        }}
      />
      <Echo text={text} spans={understanding.spans} />
      <Unknowns text={text} spans={understanding.spans} language={language} lexicon={lexicon} onReplace={setText} />
      <div className={styles.foot}>
        {operation === null ? <small className="quiet">{t("sentence.lineHelp")}</small> : null}
        <span className={styles.spring} />
        <Button size="small" onClick={onClose}>
          {t("state.cancel")}
        </Button>
        <Button size="small" type="primary" disabled={operation === null} onClick={save}>
          {t("sentence.saveLine")}
        </Button>
      </div>
    </div>
  );
}
