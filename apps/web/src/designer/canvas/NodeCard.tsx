import { ExclamationCircleFilled, MessageOutlined, WarningFilled } from "@ant-design/icons";
import { type FlowNode, nodeSentence, nodeSpec } from "@switchyard/flow";
import { type NodeProps, useStoreApi } from "@xyflow/react";
import { memo, type SyntheticEvent, useMemo, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { useNodeFindings, useOverlay } from "../drawing.ts";
import { portsOf } from "../editor/connect.ts";
import { useDrawingWords } from "../names.ts";
import type { Card } from "./canvas-store.ts";
import { portShare, USUAL_HEIGHT } from "./geometry.ts";
import { kindIcons } from "./kind-icons.ts";
import { NodeBadges } from "./NodeBadges.tsx";
import styles from "./NodeCard.module.css";
import { Port } from "./Port.tsx";

const portTop = (index: number, count: number) => `${portShare(index, count) * 100}%`;
const PORT_ROW = 30;

function useFade(id: string): string {
  return useOverlay((state) => {
    if (state.refused) return state.refused.has(id) ? "refused" : "";
    if (state.trail) return state.trail.nodes.has(id) ? "trail" : state.waiting?.has(id) ? "" : "faded";
    if (state.counts) return (state.counts.nodes[id] ?? 0) > 0 ? "" : "untouched";
    return "";
  });
}

type CardProps = NodeProps<Card>;
/** Its place and size are React Flow's business: a card that is dragged or measured is drawn no more than once. */
const sameCard = (a: CardProps, b: CardProps) => a.id === b.id && a.data === b.data && a.selected === b.selected;

export const NodeCard = memo(function NodeCard({ id, data: { node, used }, selected }: CardProps) {
  const { format } = useDrawingWords();
  const spec = nodeSpec(node.kind);
  const ports = useMemo(() => portsOf(node), [node]);
  const fade = useFade(id);
  const tone = useOverlay((state) => state.tones?.get(id));
  const far = useOverlay((state) => state.far);
  const connecting = useOverlay((state) => state.refused !== null);
  const flow = useStoreApi();
  const [near, setNear] = useState(false);
  const live = near || connecting || selected === true;
  const label = format.text(spec.label);
  const title = node.name || label;
  const heightNow = () => flow.getState().nodeLookup.get(id)?.measured.height ?? USUAL_HEIGHT;
  const least = ports.length > 2 ? ports.length * PORT_ROW : undefined;
  return (
    <article
      className={styles.card}
      data-family={spec.family}
      data-kind={node.kind}
      data-testid={`node-${id}`}
      data-selected={selected || undefined}
      data-fade={fade || undefined}
      data-tone={tone}
      aria-label={node.name ? `${label} ${node.name}` : label}
      // A card keeps its height when it shows less, so that lines stay where they are.
      style={far ? { height: heightNow() } : least === undefined ? undefined : { minHeight: least }}
      onPointerEnter={() => {
        // At once: the press that follows must find a port that listens.
        if (!near) flushSync(() => setNear(true));
      }}
      onPointerLeave={() => setNear(false)}
    >
      {spec.hasInput && (live || !far) ? (
        <Port node={id} port="in" type="target" live={live} className={styles.input} />
      ) : null}
      {far ? (
        <span className={styles.title}>{title}</span>
      ) : (
        <Content id={id} node={node} title={title} label={label} />
      )}
      {live || !far
        ? ports.map((port, index) => (
            <Port
              key={port.id}
              node={id}
              port={port.id}
              type="source"
              live={live}
              className={styles.port}
              style={{ top: portTop(index, ports.length) }}
              role={port.role}
              testId={`port-${id}-${port.id}`}
              title={format.text(port.label)}
            >
              {ports.length > 1 && !used.split(" ").includes(port.id) && !far ? (
                <Stub node={id} port={port.id} label={format.text(port.label)} />
              ) : null}
            </Port>
          ))
        : null}
    </article>
  );
}, sameCard);

/** A port without a line: after a replay with the orders whose way ended there, which a press lists. */
function Stub({ node, port, label }: { node: string; port: string; label: string }) {
  const { t } = useTranslation();
  const { format } = useDrawingWords();
  const count = useOverlay((state) => state.counts?.ports?.[`${node}:${port}`] ?? 0);
  const onPort = useOverlay((state) => state.counts?.onPort);
  if (count === 0) return <span className={styles.stub}>{label}</span>;
  const said = t("canvas.endedHere", { port: label, n: format.number(count) });
  const stay = (event: SyntheticEvent) => event.stopPropagation();
  return (
    <button
      type="button"
      className={`${styles.stub} ${styles.reached} nodrag nopan`}
      title={said}
      disabled={onPort === undefined}
      data-testid={`ended-${node}-${port}`}
      // No line is drawn from here.
      onMouseDown={stay}
      onTouchStart={stay}
      onClick={(event) => {
        stay(event);
        onPort?.(node, port);
      }}
    >
      {label} <b>{format.number(count)}</b>
    </button>
  );
}

/** What can be read from near. */
function Content({ id, node, title, label }: { id: string; node: FlowNode; title: string; label: string }) {
  const { t } = useTranslation();
  const { names, format } = useDrawingWords();
  const number = useOverlay((state) => state.order[id]);
  const sentence = useMemo(() => format.text(nodeSentence(node, names)), [node, names, format]);
  const Icon = kindIcons[node.kind];
  return (
    <>
      <div className={styles.head}>
        <span className={styles.icon} aria-hidden>
          <Icon aria-hidden />
        </span>
        <span
          className={styles.title}
          title={node.name ? `${label}: ${node.name}` : format.text(nodeSpec(node.kind).help)}
        >
          {title}
        </span>
        <Talk id={id} />
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
    </>
  );
}

function Talk({ id }: { id: string }) {
  const { t } = useTranslation();
  const open = useOverlay((state) => state.comments[id] ?? 0);
  if (open === 0) return null;
  return (
    <span className={styles.talk} role="img" aria-label={t("together.open", { n: open })} data-testid={`talk-${id}`}>
      <MessageOutlined aria-hidden /> {open}
    </span>
  );
}

/** One badge for everything found about the node; the worst decides how it looks. */
function Findings({ id }: { id: string }) {
  const { format } = useDrawingWords();
  const findings = useNodeFindings(id);
  if (findings.length === 0) return null;
  const error = findings.some((finding) => finding.severity === "error");
  const said = findings.map((finding) => format.text(finding.message)).join("\n");
  return (
    <span
      className={error ? styles.error : styles.warning}
      role="img"
      aria-label={said}
      title={said}
      data-testid="node-finding"
    >
      {error ? <ExclamationCircleFilled aria-hidden /> : <WarningFilled aria-hidden />}
    </span>
  );
}
