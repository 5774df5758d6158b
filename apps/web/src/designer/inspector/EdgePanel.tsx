import { DeleteOutlined, NodeIndexOutlined } from "@ant-design/icons";
import { type FlowEdge, type FlowNode, nodeSpec, portLabel } from "@switchyard/flow";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shell/workspace.ts";
import { useDrawing, useEditor } from "../drawing.ts";
import { useActions } from "../use-actions.ts";
import styles from "./Inspector.module.css";

export function EdgePanel({ edge }: { edge: FlowEdge }) {
  const { canvas } = useDrawing();
  const { t } = useTranslation();
  const format = useFormat();
  const actions = useActions();
  const document = useEditor((state) => state.document);
  const readOnly = useEditor((state) => state.readOnly);
  const find = (id: string) => document.nodes.find((node) => node.id === id);
  const nameOf = (node: FlowNode | undefined) => (node ? node.name || format.text(nodeSpec(node.kind).label) : "");
  const from = find(edge.from);
  const to = find(edge.to);
  return (
    <>
      <header className={styles.head}>
        <span className={styles.icon} aria-hidden>
          <NodeIndexOutlined aria-hidden />
        </span>
        <h2>{t("inspector.edge")}</h2>
      </header>
      <div className={styles.body}>
        <dl className={styles.facts}>
          <dt>{t("inspector.from")}</dt>
          <dd>
            <Button type="link" size="small" onClick={() => canvas.select({ nodes: [edge.from] })}>
              {nameOf(from)}
            </Button>
          </dd>
          <dt>{t("inspector.port")}</dt>
          <dd>{from ? format.text(portLabel(from, edge.port)) : edge.port}</dd>
          <dt>{t("inspector.to")}</dt>
          <dd>
            <Button type="link" size="small" onClick={() => canvas.select({ nodes: [edge.to] })}>
              {nameOf(to)}
            </Button>
          </dd>
        </dl>
        <p className={styles.help}>{t("inspector.edgeHelp")}</p>
      </div>
      {readOnly ? null : (
        <footer className={styles.actions}>
          <Button icon={<DeleteOutlined aria-hidden />} danger onClick={actions.remove}>
            {t("inspector.removeEdge")}
          </Button>
        </footer>
      )}
    </>
  );
}
