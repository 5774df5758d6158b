/** What came of a recall: how many were recalled, which were not and why, and how many nobody asked for any more. */
import { Link } from "@tanstack/react-router";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Recall.module.css";
import type { RecallEnd } from "./recall-api.ts";

/** Of one reason. */
const NAMED = 20;

export function RecallResult({ result: { applied, refused, left } }: { result: RecallEnd }) {
  const { t } = useTranslation();
  const format = useFormat();
  const reasons = [...new Set(refused.map(({ reason }) => format.text(reason)))].map((said) => ({
    said,
    some: refused.filter(({ reason }) => format.text(reason) === said),
  }));
  const isWhole = refused.length === 0 && left.length === 0;
  return (
    <Alert
      type={isWhole ? "success" : "warning"}
      data-testid="recall-result"
      title={applied.length === 0 ? t("recall.doneNone") : t("recall.done", { n: format.number(applied.length) })}
      description={
        isWhole ? undefined : (
          <ul className={styles.refused}>
            {left.length === 0 ? null : <li>{t("recall.left", { n: format.number(left.length) })}</li>}
            {reasons.map(({ said, some }) => (
              <li key={said}>
                {t("recall.refused", { n: format.number(some.length), reason: said })}
                <p>
                  {some.slice(0, NAMED).map(({ order, external_id }) => (
                    <Link key={order} to="/orders/$orderId" params={{ orderId: order }}>
                      {external_id ?? order}
                    </Link>
                  ))}
                  {some.length > NAMED ? t("recall.more", { n: format.number(some.length - NAMED) }) : null}
                </p>
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}
