import { useTranslation } from "react-i18next";
import type { DatasetView } from "../replays/replays-api.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Sandbox.module.css";
import { useDatasetNote } from "./use-dataset-note.ts";

interface DatasetListProps {
  datasets: readonly DatasetView[];
  /** Null: not known yet. */
  chosen: string | null;
  own: string;
  onChoose: (id: string) => void;
}

export function DatasetList({ datasets, chosen, own, onChoose }: DatasetListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const noteOf = useDatasetNote();
  const row = (id: string, name: string, detail: string, note: string | null = null) => (
    <label key={id} className={styles.dataset} data-chosen={chosen === id || undefined}>
      <input
        type="radio"
        name="dataset"
        className="visually-hidden"
        checked={chosen === id}
        onChange={() => onChoose(id)}
      />
      <span>{name}</span>
      <small>{detail}</small>
      {note ? <small>{note}</small> : null}
    </label>
  );
  return (
    <div role="radiogroup" aria-label={t("sandbox.datasets")} className={styles.datasets}>
      {datasets.map((one) => {
        if (one.status !== "ready")
          return (
            <p key={one.id} className={styles.dataset} data-status={one.status}>
              <span>{one.name}</span>
              <small>{t(`datasets.${one.status}`, { n: format.number(one.total) })}</small>
            </p>
          );
        const detail = t("sandbox.datasetDetail", { n: format.number(one.good), at: format.date(one.created_at) });
        const bad = one.bad > 0 ? t("sandbox.datasetBad", { n: format.number(one.bad) }) : "";
        return row(one.id, one.name, [detail, bad].filter(Boolean).join(" · "), noteOf(one));
      })}
      {row(own, t("sandbox.workspaceOrders"), t("sandbox.workspaceOrdersHint"))}
    </div>
  );
}
