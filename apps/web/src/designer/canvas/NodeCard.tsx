import { ExclamationCircleFilled, WarningFilled } from "@ant-design/icons";
import { nodeSentence, nodeSpec, type PortSpec } from "@switchyard/flow";
import { Handle, type NodeProps, Position } from "@xyflow/react";
import { Tooltip } from "antd";
import { memo, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shell/workspace.ts";
import { useEditor, useOverlay } from "../drawing.ts";
import { portsOf } from "../editor/connect.ts";
import { useSentenceNames } from "../names.ts";
import type { Card } from "./canvas-store.ts";
import { portShare } from "./geometry.ts";
import { kindIcons } from "./kind-icons.ts";
import { NodeBadges } from "./NodeBadges.tsx";
import styles from "./NodeCard.module.css";

const portTop = (index: number, count: number) => `${portShare(index, count) * 100}%`;
const PORT_ROW = 30;

function useFade(id: string): string {
  return useOverlay((state) => {
    if (state.refused) return state.refused.has(id) ? "refused" : "";
    if (state.trail) return state.trail.nodes.has(id) ? "trail" : "faded";
    if (state.counts) return (state.counts.nodes[id] ?? 0) > 0 ? "" : "untouched";
    return "";
  });
}

export const NodeCard = memo(function NodeCard({ id, data: { node }, selected }: NodeProps<Card>) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useSentenceNames();
  const spec = nodeSpec(node.kind);
  const ports = portsOf(node);
  const fade = useFade(id);
  const number = useOverlay((state) => state.order[id]);
  const sentence = useMemo(() => format.text(nodeSentence(node, names)), [node, names, format]);
  const Icon = kindIcons[node.kind];
  const label = format.text(spec.label);
  const title = node.name || label;
  const minHeight = ports.length > 2 ? ports.length * PORT_ROW : undefined;
  return (
    <article
      className={styles.card}
      data-family={spec.family}
      data-kind={node.kind}
      data-testid={`node-${id}`}
      data-selected={selected || undefined}
      data-fade={fade || undefined}
      aria-label={t("canvas.node", { kind: label, name: node.name ?? "", sentence })}
      style={minHeight === undefined ? undefined : { minHeight }}
    >
      {spec.hasInput ? <Handle type="target" position={Position.Left} id="in" className={styles.input} /> : null}
      <div className={styles.head}>
        <span className={styles.icon} aria-hidden>
          <Icon aria-hidden />
        </span>
        <Tooltip title={node.name ? `${label}: ${node.name}` : format.text(spec.help)} mouseEnterDelay={0.6}>
          <span className={styles.title}>{title}</span>
        </Tooltip>
        <Findings id={id} />
        {number === undefined ? null : (
          <span className={styles.number} title={t("canvas.orderNumber")}>
            {number}
          </span>
        )}
      </div>
      <p className={styles.sentence} title={sentence}>
        {sentence}
      </p>
      <NodeBadges id={id} />
      {ports.map((port, index) => (
        <Port key={port.id} node={id} port={port} top={portTop(index, ports.length)} alone={ports.length === 1} />
      ))}
    </article>
  );
});

/** One badge for everything found about the node; the worst decides how it looks. */
function Findings({ id }: { id: string }) {
  const format = useFormat();
  const drawn = useOverlay((state) => state.findings.get(id));
  const seen = useOverlay((state) => state.xray.get(id));
  const findings = [...(drawn ?? []), ...(seen ?? [])];
  if (findings.length === 0) return null;
  const error = findings.some((finding) => finding.severity === "error");
  const said = findings.map((finding) => format.text(finding.message)).join("\n");
  return (
    <Tooltip title={<span className={styles.said}>{said}</span>}>
      <span className={error ? styles.error : styles.warning} role="img" aria-label={said} data-testid="node-finding">
        {error ? <ExclamationCircleFilled aria-hidden /> : <WarningFilled aria-hidden />}
      </span>
    </Tooltip>
  );
}

function Port(props: { node: string; port: PortSpec; top: string; alone: boolean }) {
  const format = useFormat();
  const { node, port, top } = props;
  const open = useEditor((state) => !state.document.edges.some((edge) => edge.from === node && edge.port === port.id));
  const label = format.text(port.label);
  return (
    <Handle
      type="source"
      position={Position.Right}
      id={port.id}
      className={styles.port}
      style={{ top }}
      data-role={port.role}
      data-testid={`port-${node}-${port.id}`}
      title={label}
    >
      {open && !props.alone ? <span className={styles.stub}>{label}</span> : null}
    </Handle>
  );
}
