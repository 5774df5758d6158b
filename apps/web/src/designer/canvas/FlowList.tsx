/** 列表视图: the flow as numbered sentences, for a phone, a screen reader, or whoever prefers to read. */

import { EditOutlined } from "@ant-design/icons";
import { flowSentences, nodeSpec } from "@switchyard/flow";
import { Button } from "antd";
import { lazy, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { Loading } from "../../shell/states.tsx";
import { useFormat } from "../../shell/workspace.ts";
import { useDrawing, useEditor, useOverlay } from "../drawing.ts";
import { useSentenceNames } from "../names.ts";
import styles from "./FlowList.module.css";
import { kindIcons } from "./kind-icons.ts";

const LineEditor = lazy(() => import("../sentence/LineEditor.tsx"));

export default function FlowList() {
  const [editing, setEditing] = useState<string | null>(null);
  const readOnly = useEditor((state) => state.readOnly);
  const { canvas } = useDrawing();
  const { t } = useTranslation();
  const format = useFormat();
  const names = useSentenceNames();
  const document = useEditor((state) => state.document);
  const drawn = useOverlay((state) => state.findings);
  const seen = useOverlay((state) => state.xray);
  const selected = useStore(canvas.store, (state) => state.selection.nodes);
  const lines = useMemo(() => flowSentences(document, names), [document, names]);
  return (
    <ol className={styles.list} aria-label={t("list.label")} data-testid="flow-list">
      {lines.map((line) => {
        const Icon = kindIcons[line.kind];
        const found = [...(drawn.get(line.node) ?? []), ...(seen.get(line.node) ?? [])];
        const wrong = found.map((finding) => format.text(finding.message));
        return (
          <li key={line.node} className={styles.item}>
            <button
              type="button"
              className={styles.line}
              data-family={nodeSpec(line.kind).family}
              aria-pressed={selected.includes(line.node)}
              onClick={() => canvas.select({ nodes: [line.node] })}
            >
              <span className={styles.number}>{line.number}</span>
              <span className={styles.icon} aria-hidden>
                <Icon aria-hidden />
              </span>
              <span className={styles.text}>
                {format.text(line.text)}
                {wrong.length > 0 ? <small className={styles.wrong}>{wrong.join(" ")}</small> : null}
                <small>
                  {line.ports
                    .filter((port) => port.to.length > 0)
                    .map((port) =>
                      t("list.leads", { port: format.text(port.label), to: port.to.join(t("state.comma")) }),
                    )
                    .join(" · ")}
                </small>
              </span>
            </button>
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
              <Suspense fallback={<Loading />}>
                <LineEditor id={line.node} onClose={() => setEditing(null)} />
              </Suspense>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
