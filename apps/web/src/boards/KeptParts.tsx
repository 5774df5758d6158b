/** Who did how well, side by side: each share as bars on one scale, with a mark where its target is, and the numbers of all below. */
import { useTranslation } from "react-i18next";
import { useFormat } from "../shell/workspace.ts";
import { type Parts, PartsTable } from "./PartsTable.tsx";
import styles from "./Reports.module.css";
import { useFigureWords } from "./use-figure-words.ts";

/** So many bars are told apart at a glance; the table has all. */
const MOST_BARS = 12;

/** `goods`: where each share's target is, by the figure. */
export function KeptParts({ parts, goods }: { parts: Parts; goods: ReadonlyMap<string, number> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useFigureWords();
  const { by, figures, rows } = parts;
  const isFew = rows.length <= MOST_BARS;
  const drawn = new Set(figures.filter(({ unit }) => isFew && unit === "percent").map(({ id }) => id));
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
      {rows.length === 0 ? null : <PartsTable parts={parts} drawn={drawn} />}
    </section>
  );
}
