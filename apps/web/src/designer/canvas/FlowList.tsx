/** 列表视图: the flow as numbered sentences, edited without a canvas: on a phone, with a screen reader, or by who prefers to read. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, EditOutlined, PlusOutlined } from "@ant-design/icons";
import { type FlowSentence, flowSentences, nodeSpec } from "@switchyard/flow";
import { Button } from "antd";
import { type KeyboardEvent, Suspense, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { part } from "../../shell/part.ts";
import { Loading } from "../../shell/states.tsx";
import { withWords } from "../../words/load-words.ts";
import { useDrawing, useEditor, useNodeFindings, useOverlay } from "../drawing.ts";
import { moveInOrder } from "../editor/reorder.ts";
import { useDrawingWords } from "../names.ts";
import { useActions } from "../use-actions.ts";
import styles from "./FlowList.module.css";
import { kindIcons } from "./kind-icons.ts";

const LineEditor = part(withWords(["sentence"], () => import("../sentence/LineEditor.tsx")));

export default function FlowList({ onOpen }: { onOpen: () => void }) {
  const { editor, canvas, asked } = useDrawing();
  const { t } = useTranslation();
  const { names } = useDrawingWords();
  const actions = useActions();
  const list = useRef<HTMLOListElement>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const document = useEditor((state) => state.document);
  const readOnly = useEditor((state) => state.readOnly);
  const selected = useStore(canvas.store, (state) => state.selection.nodes);
  const lines = useMemo(() => flowSentences(document, names), [document, names]);
  const current = lines.find((line) => selected.includes(line.node))?.node ?? lines[0]?.node;

  function go(node: string | undefined) {
    if (node === undefined) return;
    canvas.select({ nodes: [node] });
    list.current?.querySelector<HTMLElement>(`[data-line="${CSS.escape(node)}"]`)?.focus();
  }
  function move(node: string, by: -1 | 1) {
    const operation = moveInOrder(editor.store.getState().document, node, by);
    if (operation) editor.apply(operation);
  }
  function press(event: KeyboardEvent, line: FlowSentence) {
    const at = lines.indexOf(line);
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key] as -1 | 1 | undefined;
    if (step !== undefined && event.altKey && !readOnly) move(line.node, step);
    else if (step !== undefined) go(lines[at + step]?.node);
    else if (event.key === "Home") go(lines[0]?.node);
    else if (event.key === "End") go(lines.at(-1)?.node);
    else if (event.key === "Enter") {
      canvas.select({ nodes: [line.node] });
      requestAnimationFrame(onOpen);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
  function addLast(button: HTMLElement) {
    const { left, top } = button.getBoundingClientRect();
    const lowest = Math.max(0, ...document.nodes.map((node) => node.position.y));
    const at = { x: document.nodes[0]?.position.x ?? 0, y: lowest + 140 };
    asked.setState({ add: { screen: { x: left, y: top }, target: { type: "place", at } } });
  }

  return (
    <div className={styles.list}>
      <ol ref={list} aria-label={t("list.label")} data-testid="flow-list" tabIndex={-1}>
        {lines.map((line) => (
          <li key={line.node} className={styles.item} data-testid={`line-${line.node}`}>
            <Line
              line={line}
              selected={selected.includes(line.node)}
              tabbable={line.node === current}
              onSelect={() => canvas.select({ nodes: [line.node] })}
              onKey={(event) => press(event, line)}
            />
            {readOnly || editing === line.node ? null : (
              <Button
                type="text"
                size="small"
                className={styles.edit ?? ""}
                icon={<EditOutlined aria-hidden />}
                aria-label={`${t("sentence.editLine")} ${line.number}`}
                onClick={() => setEditing(line.node)}
              />
            )}
            {editing === line.node ? (
              <Suspense fallback={<Loading isPart />}>
                <LineEditor id={line.node} onClose={() => setEditing(null)} />
              </Suspense>
            ) : null}
            {selected.length === 1 && selected[0] === line.node && !readOnly ? (
              <div className={styles.tools} role="toolbar" aria-label={t("menu.label")}>
                <Button size="small" icon={<EditOutlined aria-hidden />} onClick={onOpen}>
                  {t("menu.open")}
                </Button>
                <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => actions.askAfter(line.node)}>
                  {t("menu.addAfter")}
                </Button>
                <Button
                  size="small"
                  icon={<ArrowUpOutlined aria-hidden />}
                  disabled={moveInOrder(document, line.node, -1) === null}
                  onClick={() => move(line.node, -1)}
                >
                  {t("menu.earlier")}
                </Button>
                <Button
                  size="small"
                  icon={<ArrowDownOutlined aria-hidden />}
                  disabled={moveInOrder(document, line.node, 1) === null}
                  onClick={() => move(line.node, 1)}
                >
                  {t("menu.later")}
                </Button>
                <Button size="small" danger icon={<DeleteOutlined aria-hidden />} onClick={actions.remove}>
                  {t("menu.remove")}
                </Button>
              </div>
            ) : null}
          </li>
        ))}
      </ol>
      {readOnly ? null : (
        <Button
          className={styles.add ?? ""}
          icon={<PlusOutlined aria-hidden />}
          onClick={(event) => addLast(event.currentTarget)}
        >
          {t("list.add")}
        </Button>
      )}
    </div>
  );
}

interface LineProps {
  line: FlowSentence;
  selected: boolean;
  /** One line of the list is reached by Tab; arrows go to the others. */
  tabbable: boolean;
  onSelect: () => void;
  onKey: (event: KeyboardEvent) => void;
}

function Line({ line, selected, tabbable, onSelect, onKey }: LineProps) {
  const { t } = useTranslation();
  const { format } = useDrawingWords();
  const findings = useNodeFindings(line.node);
  const step = useOverlay((state) => state.trail?.nodes.get(line.node)?.step);
  const Icon = kindIcons[line.kind];
  const leads = line.ports
    .filter((port) => port.to.length > 0)
    .map((port) => t("list.leads", { port: format.text(port.label), to: port.to.join(t("state.comma")) }));
  return (
    <button
      type="button"
      className={styles.line}
      data-family={nodeSpec(line.kind).family}
      data-line={line.node}
      data-trail={step === undefined ? undefined : true}
      tabIndex={tabbable ? 0 : -1}
      aria-pressed={selected}
      onClick={onSelect}
      onKeyDown={onKey}
    >
      <span className={styles.number}>{line.number}</span>
      <span className={styles.icon} aria-hidden>
        <Icon aria-hidden />
      </span>
      <span className={styles.text}>
        {format.text(line.text)}
        {findings.map((finding) => (
          <small key={format.text(finding.message)} className={styles.wrong} data-severity={finding.severity}>
            {format.text(finding.message)}
          </small>
        ))}
        <small>{leads.join(" · ")}</small>
      </span>
    </button>
  );
}
