/** A node of a preview: looks like a card, takes part in nothing until it is accepted. */
import { type Names, nodeSentence, nodeSpec } from "@switchyard/flow";
import { Handle, type NodeProps, Position } from "@xyflow/react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shell/workspace.ts";
import { portsOf } from "../editor/connect.ts";
import { portShare } from "./geometry.ts";
import type { Ghost } from "./ghosts.ts";
import { kindIcons } from "./kind-icons.ts";
import styles from "./NodeCard.module.css";

export const GhostCard = memo(function GhostCard({
  id,
  data: { node, names },
}: NodeProps<Ghost> & { data: { names: Names } }) {
  const { t } = useTranslation();
  const format = useFormat();
  const spec = nodeSpec(node.kind);
  const ports = portsOf(node);
  const Icon = kindIcons[node.kind];
  const sentence = format.text(nodeSentence(node, names));
  return (
    <article
      className={styles.card}
      data-family={spec.family}
      data-kind={node.kind}
      data-ghost
      data-testid={`ghost-${id}`}
      aria-label={t("canvas.preview", { sentence })}
    >
      {spec.hasInput ? <Handle type="target" position={Position.Left} id="in" className={styles.input} /> : null}
      <div className={styles.head}>
        <span className={styles.icon} aria-hidden>
          <Icon aria-hidden />
        </span>
        <span className={styles.title}>{format.text(spec.label)}</span>
      </div>
      <p className={styles.sentence} title={sentence}>
        {sentence}
      </p>
      {ports.map((port, index) => (
        <Handle
          key={port.id}
          type="source"
          position={Position.Right}
          id={port.id}
          className={styles.port}
          style={{ top: `${portShare(index, ports.length) * 100}%` }}
          data-role={port.role}
          isConnectable={false}
        />
      ))}
    </article>
  );
});
