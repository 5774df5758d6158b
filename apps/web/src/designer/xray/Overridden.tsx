/** Which of two rules wins: what was set and did not take effect, and what stood before it. */
import type { Explanation } from "@switchyard/engine";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shell/workspace.ts";
import styles from "./Xray.module.css";

export function Overridden({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sentence = (node: string | undefined) => {
    const step = explanation.steps.find((one) => one.node === node);
    return step ? format.text(step.sentence) : (node ?? "");
  };
  if (explanation.overridden.length === 0) return null;
  return (
    <ul className={styles.overridden} data-testid="overridden">
      {explanation.overridden.map(({ effect, by }) => (
        <li key={`${effect.type} ${effect.origin?.flow} ${effect.origin?.node}`}>
          {t("xray.overridden", { loser: sentence(effect.origin?.node), winner: sentence(by) })}
        </li>
      ))}
    </ul>
  );
}
