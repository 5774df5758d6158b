import { nodeSentence, nodeSpec } from "@switchyard/flow";
import { Select } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shell/workspace.ts";
import { useEditor } from "../drawing.ts";
import { useSentenceNames } from "../names.ts";
import { useActions } from "../use-actions.ts";
import styles from "./EmptyCanvas.module.css";

export default function FindNode({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useSentenceNames();
  const actions = useActions();
  const nodes = useEditor((state) => state.document.nodes);
  const options = useMemo(
    () =>
      nodes.map((node) => {
        const kind = format.text(nodeSpec(node.kind).label);
        const label = [kind, node.name, format.text(nodeSentence(node, names))].filter(Boolean).join(" · ");
        return { value: node.id, label };
      }),
    [nodes, names, format],
  );
  return (
    <Select
      className={styles.find ?? ""}
      aria-label={t("canvas.find")}
      placeholder={t("canvas.find")}
      showSearch={{ optionFilterProp: "label" }}
      autoFocus
      defaultOpen
      options={options}
      onChange={(id: string) => {
        onClose();
        actions.show(id);
        actions.focusCanvas();
      }}
      onBlur={onClose}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        onClose();
        actions.focusCanvas();
      }}
    />
  );
}
