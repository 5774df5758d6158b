/** 一句话成图: a sentence, typed or dictated, drawn as a preview on the canvas; accepted in one step or thrown away. */
import { CloseOutlined, LoadingOutlined } from "@ant-design/icons";
import { portLabel } from "@switchyard/flow";
import { type Language, type Understanding, understand } from "@switchyard/phrases";
import { useReactFlow } from "@xyflow/react";
import { Button, Checkbox } from "antd";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { IconButton } from "../../shell/IconButton.tsx";
import { useFormat, useWorkspace } from "../../shell/workspace.ts";
import { useDrawing, useEditor } from "../drawing.ts";
import { useActions } from "../use-actions.ts";
import { contextOf } from "../use-checks.ts";
import { useNodeName } from "../use-node-name.ts";
import { AskModel } from "./AskModel.tsx";
import { Dictate } from "./Dictate.tsx";
import { Echo } from "./Echo.tsx";
import { joinAt, type Preview, previewOf } from "./preview.ts";
import styles from "./Sentence.module.css";
import { Unknowns } from "./Unknowns.tsx";
import { useLexicon } from "./use-lexicon.ts";

const CHINESE = /[\u3400-\u9fff]/;
const languageOf = (text: string): Language => (CHINESE.test(text) ? "zh" : "en");
const NOTHING: Understanding = {
  fragment: { nodes: [], edges: [], windows: [], patterns: [], entries: [] },
  spans: [],
  complete: false,
  steps: 0,
};

export default function SentenceBar({ onClose }: { onClose: () => void }) {
  const { canvas, editor, flow, overlay } = useDrawing();
  const { t } = useTranslation();
  const format = useFormat();
  const actions = useActions();
  const nameOf = useNodeName();
  const workspace = useWorkspace();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  const [fromStart, setFromStart] = useState(false);
  const lexicon = useLexicon();
  const read = useDeferredValue(text);
  const [answer, setAnswer] = useState<{ text: string; found: Understanding } | null>(null);
  const own = useMemo(
    () => (lexicon && read.trim() !== "" ? understand(read, languageOf(read), lexicon) : NOTHING),
    [read, lexicon],
  );
  /** Of this very text; another letter, and it is the grammar's turn again. */
  const found = answer?.text === read ? answer.found : own;
  const document = useEditor((state) => state.document);
  const selected = useStore(canvas.store, (state) => state.selection.nodes);
  const join = useMemo(() => joinAt(document, selected), [document, selected]);
  const isEmpty = text === "";
  const preview = useMemo(() => {
    // What was read may be older than what is typed: of words that are in the drawing by now nothing is shown once more.
    if (isEmpty) return null;
    const context = { flow, ...(workspace ? contextOf(workspace) : {}) };
    return previewOf(found.fragment, document, { after: fromStart ? null : join, context });
  }, [isEmpty, found, document, fromStart, join, flow, workspace]);

  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    overlay.setState({ preview });
    if (preview) actions.revealPlace(preview.nodes, joined(preview));
  }, [preview, overlay, actions]);
  // A preview may have moved the view; who throws it away sees the drawing where it was.
  const accepted = useRef(false);
  const view = useReactFlow();
  useEffect(() => {
    const before = view.getViewport();
    return () => {
      overlay.setState({ preview: null });
      if (!accepted.current) void view.setViewport(before);
    };
  }, [overlay, view]);

  function accept() {
    if (!preview || read !== text || !editor.apply(preview.operation)) return;
    accepted.current = true;
    setText("");
    canvas.select({ nodes: preview.nodes.map((node) => node.id) });
    field.current?.focus();
  }

  /** Enter may come before the words are read: they are taken over as soon as they are, unless another letter was typed. */
  const [entered, setEntered] = useState<string | null>(null);
  useEffect(() => {
    if (entered === null || lexicon === null || read !== text) return;
    setEntered(null);
    if (entered === text && found.complete) accept();
  });

  const from = join && document.nodes.find((node) => node.id === join.node);
  const unknown = found.spans.some((span) => span.kind === "unknown");
  return (
    <section className={styles.bar} aria-label={t("sentence.title")} data-testid="sentence-bar">
      <div className={styles.row}>
        <textarea
          ref={field}
          className={styles.field}
          rows={text.includes("\n") ? 4 : 2}
          maxLength={4000}
          aria-label={t("sentence.title")}
          placeholder={t("sentence.placeholder")}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing || event.keyCode === 229) return;
            if (event.key === "Escape") onClose();
            else if (event.key === "Enter" && !event.shiftKey) {
              event.preventDefault();
              setEntered(text);
            }
          }}
        />
        <Dictate text={text} onText={setText} />
        <IconButton icon={<CloseOutlined aria-hidden />} label={t("sentence.close")} onClick={onClose} />
      </div>
      {lexicon === null ? (
        <p className="quiet">
          <LoadingOutlined aria-hidden /> {t("state.loading")}
        </p>
      ) : null}
      {read.trim() === "" ? <Examples onPick={setText} /> : <Echo text={read} spans={found.spans} />}
      {lexicon && read === text ? (
        <Unknowns text={text} spans={found.spans} language={languageOf(text)} lexicon={lexicon} onReplace={setText} />
      ) : null}
      {read.trim() !== "" && read === text && !own.complete ? (
        <div className={styles.foot}>
          <AskModel
            text={text}
            language={languageOf(text)}
            onAnswer={(asked, understanding) => setAnswer({ text: asked, found: understanding })}
          />
        </div>
      ) : null}
      {preview && preview.findings.length > 0 ? (
        <ul className={styles.findings} data-testid="sentence-findings">
          {preview.findings.map((finding) => (
            <li key={`${finding.node} ${finding.code} ${finding.pointer}`} data-severity={finding.severity}>
              {format.text(finding.message)}
            </li>
          ))}
        </ul>
      ) : null}
      {preview ? (
        <div className={styles.foot}>
          {from && join && found.fragment.entries.length > 0 ? (
            <Checkbox checked={!fromStart} onChange={(event) => setFromStart(!event.target.checked)}>
              {t("sentence.after", { node: nameOf(from.id), port: format.text(portLabel(from, join.port)) })}
            </Checkbox>
          ) : null}
          <span className={styles.spring} />
          <Button size="small" onClick={() => setText("")}>
            {t("sentence.discard")}
          </Button>
          <Button type="primary" size="small" disabled={read !== text} onClick={accept} data-testid="sentence-accept">
            {t(unknown ? "sentence.acceptPart" : "sentence.accept", { n: preview.nodes.length })}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

/** What the new nodes hang on, and they themselves. */
function joined({ document, edges }: Preview) {
  const ids = new Set(edges.map(({ from }) => from));
  return document.nodes.filter(({ id }) => ids.has(id));
}

/** Shown while nothing is typed: what can be said. */
function Examples({ onPick }: { onPick: (text: string) => void }) {
  const { t } = useTranslation();
  const examples = [t("sentence.example1"), t("sentence.example2"), t("sentence.example3")];
  return (
    <div className={styles.examples}>
      <span className="quiet">{t("sentence.examples")}</span>
      {examples.map((example) => (
        <button key={example} type="button" onClick={() => onPick(example)}>
          {example}
        </button>
      ))}
    </div>
  );
}
