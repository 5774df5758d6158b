/** Who did how well, side by side: each share as bars on one scale, with a mark where its target is, and the numbers of all below. */
import { useTranslation } from "react-i18next";
import { useFormat } from "../shell/workspace.ts";
import figureStyles from "./Figures.module.css";
import styles from "./Reports.module.css";
import type { KeptReportView } from "./reports-api.ts";
import { useFigureWords } from "./use-figure-words.ts";

type Parts = NonNullable<KeptReportView["body"]["parts"]>;

/** So many bars are told apart at a glance; the table has all. */
const MOST_BARS = 12;

/** `goods`: where each share's target is, by the figure. */
export function KeptParts({ parts, goods }: { parts: Parts; goods: ReadonlyMap<string, number> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useFigureWords();
  const { by, figures, rows, others } = parts;
  /** What nothing is known of takes no column; on paper neither does what the bars say already. */
  const columns = figures
    .map((figure, place) => ({ ...figure, place, isDrawn: figure.unit === "percent" && rows.length <= MOST_BARS }))
    .filter(({ place }) => rows.some(({ values }) => (values[place]?.value ?? null) !== null));
  const nameOf = (name: Parts["rows"][number]["name"]) => (name === null ? words.noPart(by) : format.text(name));
  return (
    <section>
      <h3>{t("figures.parts.by", { by: words.partInside(by) })}</h3>
      {rows.length === 0 ? <p>{t("figures.quiet")}</p> : null}
      <div className={styles.charts} data-testid="report-chart">
        {figures.map(({ id, name, unit }, place) => {
          const told = rows.slice(0, MOST_BARS).filter(({ values }) => (values[place]?.value ?? null) !== null);
          const good = goods.get(id);
          if (unit !== "percent" || told.length === 0) return null;
          return (
            <figure key={id}>
              <figcaption>{format.text(name)}</figcaption>
              {told.map((row) => {
                const { value = 0, is_good: isGood = null } = row.values[place] ?? {};
                return (
                  <div key={row.id ?? ""} className={styles.bar} data-good={isGood ?? undefined}>
                    <span>{nameOf(row.name)}</span>
                    <span aria-hidden className={styles.track}>
                      <span style={{ width: `${value ?? 0}%` }} />
                      {good === undefined ? null : <i style={{ left: `${good}%` }} />}
                    </span>
                    <span data-number>
                      {words.value(value, unit)}
                      {isGood === false ? ` ${t("figures.bad")}` : ""}
                    </span>
                  </div>
                );
              })}
            </figure>
          );
        })}
      </div>
      {rows.length === 0 ? null : (
        <div className={figureStyles.parts}>
          <table className={figureStyles.table}>
            <thead>
              <tr>
                <th scope="col">{words.part(by)}</th>
                <th scope="col" data-number>
                  {t("figures.column.counts")}
                </th>
                {columns.map(({ id, name, isDrawn }) => (
                  <th key={id} scope="col" data-number data-drawn={isDrawn || undefined}>
                    {format.text(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id ?? ""}>
                  <th scope="row">{nameOf(row.name)}</th>
                  <td data-number>{format.number(row.orders)}</td>
                  {columns.map(({ id, unit, place, isDrawn }) => {
                    const { value = null, is_good: isGood = null } = row.values[place] ?? {};
                    return (
                      <td key={id} data-number data-good={isGood ?? undefined} data-drawn={isDrawn || undefined}>
                        {value === null ? t("state.none") : words.value(value, unit)}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {others.rows === 0 ? null : (
        <p className={figureStyles.quiet}>
          {t("figures.parts.others", { rows: format.number(others.rows), orders: format.number(others.orders) })}
        </p>
      )}
    </section>
  );
}
