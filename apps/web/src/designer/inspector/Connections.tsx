/** Where each way out of a node leads: seen, changed and filled in without a mouse. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { type FlowNode, nodeSpec } from "@switchyard/flow";
import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useDrawing, useEditor } from "../drawing.ts";
import { connect } from "../editor/commands.ts";
import { connectRefusal, portsOf } from "../editor/connect.ts";
import { useDrawingWords } from "../names.ts";
import { useNodeName } from "../use-node-name.ts";
import styles from "./Inspector.module.css";

export default function Connections({ node }: { node: FlowNode }) {
  const { editor, canvas, asked } = useDrawing();
  const { t } = useTranslation();
  const { format } = useDrawingWords();
  const nameOf = useNodeName();
  const document = useEditor((state) => state.document);
  const readOnly = useEditor((state) => state.readOnly);
  const ports = portsOf(node);
  if (ports.length === 0) return null;
  const others = document.nodes.filter((one) => nodeSpec(one.kind).hasInput && one.id !== node.id);

  function join(port: string, to: string) {
    const operation = connect(editor.store.getState().document, { from: node.id, port, to });
    if (operation) editor.apply(operation);
  }
  return (
    <section className={styles.links} aria-label={t("connections.label")}>
      <h3>{t("connections.label")}</h3>
      {ports.map((port) => {
        const lines = document.edges.filter((edge) => edge.from === node.id && edge.port === port.id);
        const label = format.text(port.label);
        return (
          <div key={port.id} className={styles.link} data-testid={`links-${port.id}`}>
            <b>{label}</b>
            {lines.map((line) => (
              <span key={line.id} className={styles.linked}>
                <Button type="link" size="small" onClick={() => canvas.select({ nodes: [line.to] })}>
                  {nameOf(line.to)}
                </Button>
                {readOnly ? null : (
                  <>
                    <Button
                      type="text"
                      size="small"
                      icon={<PlusOutlined aria-hidden />}
                      aria-label={t("connections.insert", { to: nameOf(line.to) })}
                      title={t("connections.insert", { to: nameOf(line.to) })}
                      onClick={({ currentTarget }) => {
                        const { left, bottom } = currentTarget.getBoundingClientRect();
                        const add = {
                          screen: { x: left, y: bottom },
                          target: { type: "edge" as const, edge: line.id },
                        };
                        asked.setState({ add });
                      }}
                    />
                    <Button
                      type="text"
                      size="small"
                      icon={<DeleteOutlined aria-hidden />}
                      aria-label={t("connections.remove", { to: nameOf(line.to) })}
                      title={t("connections.remove", { to: nameOf(line.to) })}
                      onClick={() => editor.apply({ type: "remove_edges", ids: [line.id] })}
                    />
                  </>
                )}
              </span>
            ))}
            {readOnly ? null : (
              <Select<string>
                size="small"
                aria-label={t("connections.to", { port: label })}
                placeholder={t("connections.pick")}
                showSearch={{ optionFilterProp: "label" }}
                popupMatchSelectWidth={300}
                value={null}
                options={others
                  .filter((one) => !lines.some((line) => line.to === one.id))
                  .map((one) => ({
                    value: one.id,
                    label: nameOf(one.id),
                    disabled: connectRefusal(document, { from: node.id, port: port.id, to: one.id }) !== null,
                  }))}
                onChange={(to) => join(port.id, to)}
              />
            )}
          </div>
        );
      })}
    </section>
  );
}
