/** One finding of the X-ray: what is so, why, and the order that shows it. */
import { ExclamationCircleFilled, InfoCircleFilled, QuestionCircleFilled, WarningFilled } from "@ant-design/icons";
import type { Finding } from "@switchyard/analysis";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shell/workspace.ts";
import { useDrawing } from "../drawing.ts";
import { useActions } from "../use-actions.ts";
import { nodeOf } from "./findings.ts";
import { WitnessCard } from "./WitnessCard.tsx";
import styles from "./Xray.module.css";

interface FindingRowProps {
  finding: Finding;
  /** Before the node is shown: a dialog closes. */
  onShow?: (() => void) | undefined;
  onOpenTry?: (() => void) | undefined;
}

export function FindingRow({ finding, onShow, onOpenTry }: FindingRowProps) {
  const { flow } = useDrawing();
  const { t } = useTranslation();
  const format = useFormat();
  const actions = useActions();
  const { message, because, unknown, witness, flows } = finding;
  const node = nodeOf(finding, flow);
  const show = () => {
    if (node === undefined) return;
    onShow?.();
    actions.show(node);
  };
  return (
    <li className={styles.finding} data-severity={unknown ? "unknown" : finding.severity} data-kind={finding.kind}>
      <button type="button" className={styles.said} disabled={node === undefined} onClick={show}>
        <Mark finding={finding} />
        <span>
          {format.text(message)}
          {because ? <small>{format.text(because)}</small> : null}
          {unknown ? <small>{t("xray.because", { reason: format.text(unknown.reason) })}</small> : null}
        </span>
        <span className={styles.tags}>
          {flows.length > 1 ? <i>{t("xray.across", { n: flows.length })}</i> : null}
          <i>{t(`xray.kind.${finding.kind}`)}</i>
        </span>
      </button>
      {witness ? <WitnessCard witness={witness} onOpen={onOpenTry} /> : null}
    </li>
  );
}

function Mark({ finding: { unknown, severity } }: { finding: Finding }) {
  const { t } = useTranslation();
  if (unknown) return <QuestionCircleFilled aria-label={t("xray.unknown")} />;
  if (severity === "error") return <ExclamationCircleFilled aria-label={t("problems.error")} />;
  if (severity === "warning") return <WarningFilled aria-label={t("problems.warning")} />;
  return <InfoCircleFilled aria-label={t("xray.info")} />;
}
