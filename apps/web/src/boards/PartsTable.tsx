/** Figures part by part, as a table: a row a part, a column a figure that is known of some of them. */
import { ExclamationCircleOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Figures.module.css";
import type { FigureView, figuresApi } from "./figures-api.ts";
import { useFigureWords } from "./use-figure-words.ts";

export interface Parts extends Pick<Awaited<ReturnType<typeof figuresApi.parts>>, "figures" | "rows" | "others"> {
  /** What the parts are: `brand`, `province`, … */
  by: string;
}
type Value = Parts["rows"][number]["values"][number];

interface PartsTableProps {
  parts: Parts;
  caption?: string;
  /** Figures whose bars stand above the table: on paper they take no column. */
  drawn?: ReadonlySet<string>;
}

export function PartsTable({ parts: { by, figures, rows, others }, caption, drawn }: PartsTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useFigureWords();
  const columns = figures
    .map((figure, place) => ({ ...figure, place, isDrawn: drawn?.has(figure.id) || undefined }))
    .filter(({ place }) => rows.some(({ values }) => (values[place]?.value ?? null) !== null));
  return (
    <>
      <div className={styles.parts}>
        <table className={styles.table} data-testid="figure-parts">
          {caption === undefined ? null : <caption>{caption}</caption>}
          <thead>
            <tr>
              <th scope="col">{words.part(by)}</th>
              <th scope="col" data-number>
                {t("figures.column.counts")}
              </th>
              {columns.map(({ id, name, isDrawn }) => (
                <th key={id} scope="col" data-number data-drawn={isDrawn}>
                  {format.text(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id ?? ""}>
                <th scope="row">{row.name === null ? words.noPart(by) : format.text(row.name)}</th>
                <td data-number>{format.number(row.orders)}</td>
                {columns.map(({ id, unit, place, isDrawn }) => (
                  <Cell key={id} value={row.values[place]} unit={unit} isDrawn={isDrawn} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {others.rows === 0 ? null : (
        <p className={styles.quiet}>
          {t("figures.parts.others", { rows: format.number(others.rows), orders: format.number(others.orders) })}
        </p>
      )}
    </>
  );
}

function Cell(props: { value: Value | undefined; unit: FigureView["unit"]; isDrawn: true | undefined }) {
  const { value: told, unit, isDrawn } = props;
  const { t } = useTranslation();
  const words = useFigureWords();
  if (told === undefined || told.value === null)
    return (
      <td data-number data-drawn={isDrawn}>
        {t("state.none")}
      </td>
    );
  const { value, is_good: isGood, yes, of } = told;
  return (
    <td data-number data-drawn={isDrawn} data-good={isGood ?? undefined} title={words.counts({ unit, yes, of })}>
      {isGood === false ? (
        <>
          <ExclamationCircleOutlined role="img" aria-label={t("figures.bad")} />{" "}
        </>
      ) : null}
      {words.value(value, unit)}
    </td>
  );
}
