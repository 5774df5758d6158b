/** Each system beside every other: of how many orders they say something else, the deeper the larger the share. */
import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Figures.module.css";
import type { Consistency } from "./figures-api.ts";
import { useSystemName } from "./use-system-name.ts";

export function SystemPairs({ found: { systems, pairs } }: { found: Consistency }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useSystemName(systems);
  const pairOf = (one: number, other: number) =>
    pairs.find(({ a, b }) => a === Math.min(one, other) && b === Math.max(one, other));
  return (
    <section className={`${styles.panel} ${styles.check}`} aria-label={t("checks.pairs")}>
      <h2>{t("checks.pairs")}</h2>
      <p className={styles.quiet}>{t("checks.pairsHint")}</p>
      <div className={styles.parts}>
        <table className={`${styles.table} ${styles.pairs}`} data-testid="system-pairs">
          <thead>
            <tr>
              <td />
              {systems.map((system, place) => (
                <th key={`${system.kind} ${system.name}`} scope="col" data-number>
                  {nameOf(place)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {systems.map((system, row) => (
              <tr key={`${system.kind} ${system.name}`}>
                <th scope="row">{nameOf(row)}</th>
                {systems.map((other, column) => {
                  const pair = pairOf(row, column);
                  const key = `${other.kind} ${other.name}`;
                  if (pair === undefined || row === column)
                    return (
                      <td key={key} data-number data-none>
                        {t("state.none")}
                      </td>
                    );
                  return (
                    <td key={key} data-number style={{ "--heat": Math.sqrt(pair.differ / pair.both) } as CSSProperties}>
                      <b>{format.number(pair.differ)}</b> / {format.number(pair.both)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
