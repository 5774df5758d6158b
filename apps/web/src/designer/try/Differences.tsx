/** Why a golden order fails: what was expected and what came, in sentences. */
import type { GoldenResult } from "@switchyard/engine";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shell/workspace.ts";
import styles from "./Try.module.css";

export function Differences({ result }: { result: Pick<GoldenResult, "differences" | "problems"> }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (result.differences.length + result.problems.length === 0) return null;
  return (
    <ul className={styles.differences} data-testid="golden-differences">
      {result.problems.map((problem) => (
        <li key={problem.pointer + problem.code}>{format.text(problem.message)}</li>
      ))}
      {result.differences.map(({ key, what, expected, got }, index) => {
        const about = [key === null ? null : t("trial.order", { key }), format.text(what)].filter(Boolean).join(" · ");
        return (
          // Differences have no ids and are replaced all at once.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index}>
            <b>{about}</b>
            {expected === null ? null : <span>{t("golden.expected", { what: format.text(expected) })}</span>}
            {got === null ? (
              <span className={styles.got}>{t("golden.gotNone")}</span>
            ) : (
              <span className={styles.got}>
                {expected === null
                  ? t("golden.gotNew", { what: format.text(got) })
                  : t("golden.got", { what: format.text(got) })}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
