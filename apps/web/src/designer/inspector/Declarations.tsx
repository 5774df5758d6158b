/** What a flow declares for its conditions: counters over a window of time, and text patterns. They are offered as facts. */
import { DeleteOutlined, EditOutlined, PlusOutlined } from "@ant-design/icons";
import { type FlowDocument, namesFor, type PatternFact, type WindowFact } from "@switchyard/flow";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "../../shell/Confirm.tsx";
import { Field } from "../../shell/Field.tsx";
import { useFormat } from "../../shell/workspace.ts";
import { useDrawing, useEditor, useOverlay } from "../drawing.ts";
import { changeWindow, newPattern, newWindow, patternName, usersOf, windowName } from "../editor/declare.ts";
import { useSentenceNames } from "../names.ts";
import styles from "./Inspector.module.css";
import { PatternEditor } from "./PatternEditor.tsx";
import { WindowEditor } from "./WindowEditor.tsx";

const MOST = 50;

export default function Declarations() {
  const { editor } = useDrawing();
  const { t } = useTranslation();
  const format = useFormat();
  const names = useSentenceNames();
  const document = useEditor((state) => state.document);
  const readOnly = useEditor((state) => state.readOnly);
  const [open, setOpen] = useState<string | null>(null);
  const { windows, patterns } = document;

  function addWindow() {
    const window = newWindow(document);
    editor.apply({ type: "update_settings", windows: [...windows, window] });
    setOpen(`window:${window.id}`);
  }
  function addPattern() {
    const pattern = newPattern(document);
    editor.apply({ type: "update_settings", patterns: [...patterns, pattern] });
    setOpen(`pattern:${pattern.id}`);
  }
  const putWindow = (old: WindowFact) => (next: WindowFact, field: string) =>
    editor.apply(changeWindow(document, old, next), old.of === next.of ? { key: `window:${old.id}:${field}` } : {});
  const putPattern = (old: PatternFact) => (next: PatternFact, field: string) =>
    editor.apply(
      { type: "update_settings", patterns: patterns.map((one) => (one === old ? next : one)) },
      { key: `pattern:${old.id}:${field}` },
    );
  const shared = (key: string) => ({
    open: open === key,
    onOpen: (wanted: boolean) => setOpen(wanted ? key : null),
    readOnly,
    document,
  });

  return (
    <>
      <Field label={t("declare.windows")} help={t("declare.windowsHelp")}>
        <div className={styles.items} data-testid="declared-windows">
          {windows.map((window, index) => (
            <Declared
              key={window.id}
              {...shared(`window:${window.id}`)}
              fact={windowName(window)}
              sentence={format.text(names.fact?.(windowName(window))?.label ?? { zh: window.id, en: window.id })}
              pointer={`/windows/${index}`}
              onRemove={() =>
                editor.apply({ type: "update_settings", windows: windows.filter((one) => one !== window) })
              }
            >
              <WindowEditor window={window} readOnly={readOnly} onChange={putWindow(window)} />
            </Declared>
          ))}
          {readOnly || windows.length >= MOST ? null : (
            <Button icon={<PlusOutlined aria-hidden />} onClick={addWindow} data-testid="add-window">
              {t("declare.addWindow")}
            </Button>
          )}
        </div>
      </Field>
      <Field label={t("declare.patterns")} help={t("declare.patternsHelp")}>
        <div className={styles.items} data-testid="declared-patterns">
          {patterns.map((pattern, index) => (
            <Declared
              key={pattern.id}
              {...shared(`pattern:${pattern.id}`)}
              fact={patternName(pattern)}
              sentence={patternText(document, pattern, format.text)}
              pointer={`/patterns/${index}`}
              onRemove={() =>
                editor.apply({ type: "update_settings", patterns: patterns.filter((one) => one !== pattern) })
              }
            >
              <PatternEditor pattern={pattern} readOnly={readOnly} onChange={putPattern(pattern)} />
            </Declared>
          ))}
          {readOnly || patterns.length >= MOST ? null : (
            <Button icon={<PlusOutlined aria-hidden />} onClick={addPattern} data-testid="add-pattern">
              {t("declare.addPattern")}
            </Button>
          )}
        </div>
      </Field>
    </>
  );
}

function patternText(document: FlowDocument, pattern: PatternFact, say: ReturnType<typeof useFormat>["text"]): string {
  const label = namesFor(document).fact?.(pattern.fact)?.label;
  return `${label ? say(label) : pattern.fact} ~ ${pattern.expression}`;
}

interface DeclaredProps {
  fact: string;
  sentence: string;
  pointer: string;
  open: boolean;
  onOpen: (open: boolean) => void;
  onRemove: () => void;
  readOnly: boolean;
  document: FlowDocument;
  children: ReactNode;
}

function Declared(props: DeclaredProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { fact, sentence, pointer, open, onOpen, onRemove, readOnly } = props;
  const findings = useOverlay((state) => state.declared).filter(
    (finding) => finding.pointer === pointer || finding.pointer?.startsWith(`${pointer}/`),
  );
  const users = usersOf(props.document, fact).length;
  return (
    <section className={styles.case} aria-label={sentence} data-testid={`declared-${fact}`}>
      <div className={styles.declared}>
        <span>
          {sentence}
          <small className="mono">{fact}</small>
        </span>
        <Button
          type="text"
          size="small"
          icon={<EditOutlined aria-hidden />}
          aria-label={t(open ? "declare.close" : "declare.edit")}
          aria-expanded={open}
          onClick={() => onOpen(!open)}
        />
        {readOnly ? null : (
          <Confirm
            title={users > 0 ? t("declare.used", { n: users }) : t("declare.sure")}
            okText={t("action.delete")}
            onConfirm={onRemove}
          >
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t("declare.remove", { what: sentence })}
            />
          </Confirm>
        )}
      </div>
      {findings.map((finding) => (
        <p key={`${finding.code}${finding.pointer}`} className={styles.wrong} role="alert">
          {format.text(finding.message)}
        </p>
      ))}
      {open ? props.children : null}
    </section>
  );
}
