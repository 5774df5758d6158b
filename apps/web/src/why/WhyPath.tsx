import type { ExplainedStep, ExplainedValue } from "@switchyard/engine";
import { type NodeKind, nodeCatalogue } from "@switchyard/flow";
import { useTranslation } from "react-i18next";
import { useFormat } from "../shell/workspace.ts";
import type { Format } from "../words/format.ts";
import { apartFrom, stepKey } from "./apart.ts";
import { seenText } from "./trail.ts";
import styles from "./WhyPath.module.css";

interface WhyPathProps {
  steps: readonly ExplainedStep[];
  /** When given, a step leads to its node. */
  onShow?: (node: string) => void;
  /** The way that this one is read beside: steps at which they part are marked. */
  beside?: readonly ExplainedStep[];
}

function kindLabel(kind: NodeKind | string, format: Format): string {
  const spec = nodeCatalogue.find((candidate) => candidate.kind === kind);
  return spec ? format.text(spec.label) : kind;
}

/** The path in order: what each node asked, what it saw, which way it went. */
export function WhyPath({ steps, onShow, beside }: WhyPathProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const apart = beside && apartFrom(steps, beside);
  const title = ({ name, kind }: ExplainedStep) => name ?? kindLabel(kind, format);
  return (
    <ol className={styles.steps} data-testid="why-path">
      {steps.map((step, index) => (
        <li key={stepKey(step)} className={styles.step}>
          <span className={styles.number}>{index + 1}</span>
          <div className={styles.text}>
            <div className={styles.head}>
              {onShow ? (
                <button type="button" className={styles.link} onClick={() => onShow(step.node)}>
                  {title(step)}
                </button>
              ) : (
                <b>{title(step)}</b>
              )}
              <span className={styles.ports}>
                {step.ports
                  .filter((port) => port.id !== "next")
                  .map((port) => format.text(port.label))
                  .join(" · ")}
              </span>
              {apart?.has(stepKey(step)) ? <span className={styles.apart}>{t("canvas.apart")}</span> : null}
            </div>
            <p>{format.text(step.sentence)}</p>
            {step.saw.length > 0 ? (
              <ul className={styles.saw}>
                {step.saw.map((seen) => (
                  <Saw key={seen.fact} seen={seen} />
                ))}
              </ul>
            ) : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Saw({ seen }: { seen: ExplainedValue }) {
  const { t } = useTranslation();
  const format = useFormat();
  const value = seenText(seen, format);
  // 16 天 19 小时 leaves the minutes out.
  const exact = typeof seen.value === "number" && !Number.isInteger(seen.value) ? format.number(seen.value) : undefined;
  return (
    <li data-missing={value === null || undefined} title={exact}>
      {format.text(seen.label)} <b>{value ?? t("canvas.noValue")}</b>
    </li>
  );
}
