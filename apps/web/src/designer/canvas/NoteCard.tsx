import { type NodeProps, NodeResizer } from "@xyflow/react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { useDrawing, useEditor } from "../drawing.ts";
import type { Card } from "./canvas-store.ts";
import styles from "./NoteCard.module.css";

export const NoteCard = memo(function NoteCard({ id, data: { node }, selected }: NodeProps<Card>) {
  const { t } = useTranslation();
  if (node.kind !== "note") return null;
  return (
    <div className={styles.note} data-selected={selected || undefined} data-testid={`node-${id}`}>
      {node.name ? <b>{node.name}</b> : null}
      <p>{node.text || t("canvas.emptyNote")}</p>
    </div>
  );
});

export const FrameCard = memo(function FrameCard({ id, data: { node }, selected }: NodeProps<Card>) {
  const { editor } = useDrawing();
  const readOnly = useEditor((state) => state.readOnly);
  const { t } = useTranslation();
  if (node.kind !== "frame") return null;
  return (
    <div className={styles.frame} data-selected={selected || undefined} data-testid={`node-${id}`}>
      <NodeResizer
        isVisible={selected && !readOnly}
        minWidth={160}
        minHeight={100}
        onResizeEnd={(_, { x, y, width, height }) =>
          editor.apply({ type: "update_node", id, node: { ...node, position: { x, y }, width, height } })
        }
      />
      <b>{node.name || t("canvas.frame")}</b>
    </div>
  );
});
