import { CheckCircleFilled, ExclamationCircleFilled, WarningFilled } from "@ant-design/icons";
import { type Finding, nodeSpec } from "@switchyard/flow";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shell/workspace.ts";
import { useDrawing, useEditor } from "../drawing.ts";
import { useActions } from "../use-actions.ts";
import styles from "./Drawer.module.css";

export function Problems({ findings, onShow }: { findings: readonly Finding[]; onShow?: () => void }) {
  const { canvas } = useDrawing();
  const { t } = useTranslation();
  const format = useFormat();
  const actions = useActions();
  const nodes = useEditor((state) => state.document.nodes);
  if (findings.length === 0) {
    return (
      <p className={styles.clear}>
        <CheckCircleFilled aria-hidden /> {t("problems.none")}
      </p>
    );
  }
  const nameOf = (id: string | undefined) => {
    const node = nodes.find((candidate) => candidate.id === id);
    return node ? node.name || format.text(nodeSpec(node.kind).label) : "";
  };
  function show(finding: Finding) {
    if (finding.node !== undefined) actions.show(finding.node);
    else if (finding.edge !== undefined) canvas.select({ edges: [finding.edge] });
    onShow?.();
  }
  return (
    <ul className={styles.list} data-testid="findings">
      {findings.map((finding, index) => (
        // Findings have no ids and are replaced all at once.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={index}>
          <button
            type="button"
            className={styles.item}
            data-severity={finding.severity}
            disabled={finding.node === undefined && finding.edge === undefined}
            onClick={() => show(finding)}
          >
            {finding.severity === "error" ? (
              <ExclamationCircleFilled aria-label={t("problems.error")} />
            ) : (
              <WarningFilled aria-label={t("problems.warning")} />
            )}
            <span>{format.text(finding.message)}</span>
            <small>{nameOf(finding.node)}</small>
          </button>
        </li>
      ))}
    </ul>
  );
}
