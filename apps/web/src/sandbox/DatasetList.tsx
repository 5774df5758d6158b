import { useTranslation } from "react-i18next";
import type { DatasetView } from "../shell/wire.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Sandbox.module.css";

interface DatasetListProps {
  datasets: readonly DatasetView[];
  chosen: string;
  own: string;
  onChoose: (id: string) => void;
}

export function DatasetList({ datasets, chosen, own, onChoose }: DatasetListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const row = (id: string, name: string, detail: string) => (
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
    </label>
  );
  return (
    <div role="radiogroup" aria-label={t("sandbox.datasets")} className={styles.datasets}>
      {datasets.map((one) =>
        row(
          one.id,
          one.name,
          t("sandbox.datasetDetail", { n: format.number(one.total), at: format.date(one.created_at) }),
        ),
      )}
      {row(own, t("sandbox.workspaceOrders"), t("sandbox.workspaceOrdersHint"))}
    </div>
  );
}
