/** Before publishing: orders that would come out differently than live, each kind with one that shows it. */
import { useTranslation } from "react-i18next";
import { useXrayState } from "../drawing.ts";
import { Rows } from "./Checks.tsx";
import { changeFindings, undecided } from "./findings.ts";
import styles from "./Xray.module.css";

interface EffectsProps {
  /** There is a live version to compare with. */
  compared: boolean;
  onShow: () => void;
  onOpenTry: () => void;
}

export function Effects({ compared, onShow, onOpenTry }: EffectsProps) {
  const { t } = useTranslation();
  const phase = useXrayState((state) => state.phase);
  const report = useXrayState((state) => state.report);
  if (!compared) return null;
  const found = [...changeFindings(report), ...undecided(report, true)];
  return (
    <section data-testid="publish-effects">
      <h3>{t("xray.effects")}</h3>
      {phase === "failed" ? <p className="quiet">{t("xray.effectsFailed")}</p> : null}
      {phase !== "done" && phase !== "failed" ? <p className="quiet">{t("xray.effectsLooking")}</p> : null}
      {phase === "done" && found.length === 0 ? <p className="quiet">{t("xray.effectsNone")}</p> : null}
      {phase === "done" && found.length > 0 ? (
        <div className={styles.inDialog}>
          <Rows findings={found} onShow={onShow} onOpenTry={onOpenTry} />
        </div>
      ) : null}
    </section>
  );
}
