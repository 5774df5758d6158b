/** Where each way out of a node leads: seen, changed and filled in without a mouse. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { type FlowNode, nodeSpec } from "@switchyard/flow";
import { Button, Select } from "antd";
import { memo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDrawing, useEditor } from "../drawing.ts";
import { connect } from "../editor/commands.ts";
import { portsOf, refusedTargets } from "../editor/connect.ts";
import { useDrawingWords } from "../names.ts";
import { useNamer, useNodeName } from "../use-node-name.ts";
import styles from "./Inspector.module.css";

export default function Connections({ node }: { node: FlowNode }) {
  const { editor, canvas, asked } = useDrawing();
  const { t } = useTranslation();
  const { format } = useDrawingWords();
  const nameOf = useNodeName();
  const edges = useEditor((state) => state.document.edges);
  const readOnly = useEditor((state) => state.readOnly);
  const ports = portsOf(node);
  if (ports.length === 0) return null;

  return (
    <section className={styles.links} aria-label={t("connections.label")}>
      <h3>{t("connections.label")}</h3>
      {ports.map((port) => {
        const lines = edges.filter((edge) => edge.from === node.id && edge.port === port.id);
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
            {readOnly ? null : <Target node={node.id} port={port.id} label={label} />}
          </div>
        );
      })}
    </section>
  );
}

interface TargetProps {
  node: string;
  port: string;
  label: string;
}

/** No node has such an id. */
const NEW = "+";

/** Every other node with a way in, listed only while the list is open: a drawing has thousands. */
const Target = memo(function Target({ node, port, label }: TargetProps) {
  const { editor, asked } = useDrawing();
  const { t } = useTranslation();
  const nameIn = useNamer();
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const field = useRef<HTMLSpanElement>(null);

  function join(to: string) {
    if (to === NEW) {
      const { left, bottom } = field.current?.getBoundingClientRect() ?? { left: 0, bottom: 0 };
      asked.setState({ add: { screen: { x: left, y: bottom }, target: { type: "after", node, port } } });
      return;
    }
    const operation = connect(editor.store.getState().document, { from: node, port, to });
    if (operation) editor.apply(operation);
  }
  function options() {
    const { document } = editor.store.getState();
    const refused = refusedTargets(document, { from: node, port });
    const linked = new Set(document.edges.flatMap((edge) => (edge.from === node && edge.port === port ? edge.to : [])));
    const others = document.nodes
      .filter(({ id, kind }) => nodeSpec(kind).hasInput && id !== node && !linked.has(id))
      .map(({ id }) => ({ value: id, label: nameIn(document.nodes, id), disabled: refused.has(id) }));
    const fresh = { value: NEW, label: t("connections.fresh"), disabled: false };
    // Who types looks for a node that is there.
    return search === "" ? [fresh, ...others] : [...others, fresh];
  }
  return (
    <span ref={field}>
      <Select<string>
        size="small"
        className={styles.wide ?? ""}
        aria-label={t("connections.to", { port: label })}
        placeholder={t("connections.pick")}
        showSearch={{
          onSearch: setSearch,
          filterOption: (text, option) =>
            option?.value === NEW || String(option?.label).toLowerCase().includes(text.trim().toLowerCase()),
        }}
        popupMatchSelectWidth={300}
        value={null}
        open={open}
        onOpenChange={setOpen}
        options={open ? options() : []}
        onChange={join}
      />
    </span>
  );
});
