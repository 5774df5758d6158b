/** What became of one order, and why. */
import type { Explanation } from "@switchyard/engine";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shell/workspace.ts";
import { WhyPath } from "../../why/WhyPath.tsx";
import { useActions } from "../use-actions.ts";
import { Overridden } from "../xray/Overridden.tsx";
import styles from "./Try.module.css";

export function Verdict({ explanation, order }: { explanation: Explanation; order?: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const actions = useActions();
  const { summary, missing, steps } = explanation;
  return (
    <>
      <p className={styles.verdict} data-testid="try-verdict">
        <span>{order === undefined ? t("try.result") : t("trial.order", { key: order })}</span>{" "}
        <b>{format.text(summary)}</b>
      </p>
      {missing.length > 0 ? (
        <p className="quiet">
          {t("try.missing", { facts: missing.map((one) => format.text(one.label)).join(t("state.comma")) })}
        </p>
      ) : null}
      <Overridden explanation={explanation} />
      <WhyPath steps={steps} onShow={actions.show} />
    </>
  );
}
