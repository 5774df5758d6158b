/** 检查: everything found about this draft in one list; then what cannot be decided, and what would change against live. */
import type { Finding as XrayFinding } from "@switchyard/analysis";
import type { Finding } from "@switchyard/flow";
import { useTranslation } from "react-i18next";
import { Problems } from "../drawer/Problems.tsx";
import { useXrayState } from "../drawing.ts";
import { FindingRow } from "./FindingRow.tsx";
import { changeFindings, logicFindings, undecided } from "./findings.ts";
import styles from "./Xray.module.css";
import { XrayStatus } from "./XrayStatus.tsx";

interface ChecksProps {
  /** Of the drawing itself. */
  findings: readonly Finding[];
  onOpenTry: () => void;
}

export default function Checks({ findings, onOpenTry }: ChecksProps) {
  const { t } = useTranslation();
  const phase = useXrayState((state) => state.phase);
  const report = useXrayState((state) => state.report);
  const logic = [...logicFindings(report)].sort((a, b) => rank(a) - rank(b));
  const clear = findings.length === 0 && logic.length === 0;
  const errors = findings.filter((finding) => finding.severity === "error");
  const others = findings.filter((finding) => finding.severity !== "error");
  return (
    <div className={styles.checks} data-testid="checks">
      <XrayStatus />
      <div data-testid="findings">
        {errors.length > 0 ? <Problems findings={errors} /> : null}
        {logic.length > 0 ? <Rows findings={logic} onOpenTry={onOpenTry} /> : null}
        {others.length > 0 ? <Problems findings={others} /> : null}
      </div>
      {clear && phase === "done" ? <Problems findings={[]} /> : null}
      {report && report.cut.length > 0 ? (
        <p className={styles.status}>
          {t("xray.cut", { kinds: report.cut.map((kind) => t(`xray.kind.${kind}`)).join(" · ") })}
        </p>
      ) : null}
      <Section title={t("xray.unknownTitle")} findings={undecided(report, false)} onOpenTry={onOpenTry} />
      <Section
        title={t("xray.changesTitle")}
        findings={[...changeFindings(report), ...undecided(report, true)]}
        onOpenTry={onOpenTry}
      />
    </div>
  );
}

/** The worst first, and rules that disagree before rules that are in each other's shadow. */
const SEVERITIES = ["error", "warning", "info"];
const KINDS = ["conflict", "gap", "never", "shadow"];
const rank = ({ severity, kind }: XrayFinding): number =>
  SEVERITIES.indexOf(severity) * 10 + (KINDS.includes(kind) ? KINDS.indexOf(kind) : KINDS.length);

function Section(props: { title: string; findings: readonly XrayFinding[]; onOpenTry: () => void }) {
  if (props.findings.length === 0) return null;
  return (
    <section aria-label={props.title}>
      <h3 className={styles.heading}>{props.title}</h3>
      <Rows findings={props.findings} onOpenTry={props.onOpenTry} />
    </section>
  );
}

export function Rows(props: {
  findings: readonly XrayFinding[];
  onOpenTry?: (() => void) | undefined;
  onShow?: (() => void) | undefined;
}) {
  return (
    <ul className={styles.list}>
      {props.findings.map((finding) => (
        <FindingRow key={finding.id} finding={finding} onOpenTry={props.onOpenTry} onShow={props.onShow} />
      ))}
    </ul>
  );
}
