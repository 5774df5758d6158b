/** The side panel: what is selected decides what it shows; its place and width never change. */
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useDrawing, useEditor } from "../drawing.ts";
import { useLeave } from "../use-leave.ts";
import { EdgePanel } from "./EdgePanel.tsx";
import { FlowPanel } from "./FlowPanel.tsx";
import styles from "./Inspector.module.css";
import { ManyPanel } from "./ManyPanel.tsx";
import { NodePanel } from "./NodePanel.tsx";

export function Inspector() {
  const { t } = useTranslation();
  const leave = useLeave();
  return (
    <aside className={styles.panel} aria-label={t("inspector.label")} data-testid="inspector" onKeyDownCapture={leave}>
      <Shown />
    </aside>
  );
}

function Shown() {
  const { canvas } = useDrawing();
  const selection = useStore(canvas.store, (state) => state.selection);
  const [first, ...others] = selection.nodes;
  const node = useEditor((state) => state.document.nodes.find((candidate) => candidate.id === first));
  const edge = useEditor((state) => state.document.edges.find((candidate) => candidate.id === selection.edges[0]));
  if (others.length > 0) return <ManyPanel nodes={selection.nodes} edges={selection.edges} />;
  if (node) return <NodePanel key={node.id} node={node} />;
  if (edge) return <EdgePanel edge={edge} />;
  return <FlowPanel />;
}
