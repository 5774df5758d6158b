/** Orders of which two systems say something else, with each system's last word. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Figures.module.css";
import type { Consistency } from "./figures-api.ts";
import { useSystemName } from "./use-system-name.ts";

export function DifferingOrders({ found: { systems, items, compared, same } }: { found: Consistency }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useSystemName(systems);
  const all = compared - same;
  return (
    <section className={`${styles.panel} ${styles.check}`} aria-label={t("checks.differing")}>
      <h2>{t("checks.differing")}</h2>
      {items.length === 0 ? <p className={styles.quiet}>{t("checks.noneDiffer")}</p> : null}
      {all > items.length ? (
        <p className={styles.quiet}>
          {t("checks.differingMore", { n: format.number(all), shown: format.number(items.length) })}
        </p>
      ) : null}
      {items.length === 0 ? null : (
        <div className={styles.parts}>
          <table className={styles.table} data-testid="differing">
            <thead>
              <tr>
                <th scope="col">{t("checks.column.order")}</th>
                {systems.map((system, place) => (
                  <th key={`${system.kind} ${system.name}`} scope="col">
                    {nameOf(place)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map(({ id, external_id, words }) => (
                <tr key={id}>
                  <th scope="row">
                    <Link to="/orders/$orderId" params={{ orderId: id }}>
                      {external_id}
                    </Link>
                  </th>
                  {systems.map(({ kind, name }, place) => {
                    const word = words.find((one) => one.system === place);
                    return (
                      <td key={`${kind} ${name}`}>
                        {word === undefined ? (
                          t("state.none")
                        ) : (
                          <>
                            {format.text(word.label)}
                            <small>{format.dateTime(word.at)}</small>
                          </>
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
