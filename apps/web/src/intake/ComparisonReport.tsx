import { ArrowLeftOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { keys } from "../shell/query.ts";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import { ComparisonRows } from "./ComparisonRows.tsx";
import { isAllSame } from "./Comparisons.tsx";
import styles from "./Intake.module.css";
import { type ComparisonView, intakeApi } from "./intake-api.ts";

/** One sheet beside the orders: every difference, with its next step. */
export function ComparisonReport({ id }: { id: string }) {
  const { t } = useTranslation();
  const report = useQuery({
    queryKey: [...keys.comparisons, "one", id],
    queryFn: ({ signal }) => intakeApi.comparison(id, signal),
  });
  if (report.isPending) return <Loading />;
  if (report.isError) return <Failure of={report} />;
  return (
    <div className={styles.list}>
      <Head of={report.data} />
      {isAllSame(report.data) ? (
        <Empty
          title={t("intake.compare.allSame")}
          hint={t(report.data.only_system === null ? "intake.compare.allSameUnlooked" : "intake.compare.allSameHint")}
        />
      ) : (
        <ComparisonRows of={report.data} />
      )}
    </div>
  );
}

function Head({ of }: { of: ComparisonView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { covers } = of;
  const days = covers && (covers.from ?? covers.to) ? `${covers.from ?? "…"} – ${covers.to ?? "…"}` : null;
  const covered = covers === null ? null : [days, covers.brand].filter((part) => part !== null).join(t("state.comma"));
  return (
    <header className={styles.report}>
      <Button
        type="text"
        size="small"
        icon={<ArrowLeftOutlined aria-hidden />}
        onClick={() => void navigate({ to: "/intake", search: { view: "comparisons" } })}
      >
        {t("intake.compare.back")}
      </Button>
      <h2>{of.file}</h2>
      <p>
        {t("intake.compare.made", {
          at: format.dateTime(of.at),
          by: of.made_by ?? t("intake.compare.nobody"),
          source: of.source,
          total: format.number(of.total),
          same: format.number(of.same),
        })}
      </p>
      <p className="quiet">
        {covered === null ? t("intake.compare.notCovered") : t("intake.compare.covered", { covered })}
        {of.ignored.length === 0
          ? null
          : ` ${t("intake.compare.ignored", { columns: of.ignored.join(t("state.comma")) })}`}
      </p>
      {of.notices.map(({ code, pointer, message }) => (
        <p key={`${code} ${pointer}`} className="quiet">
          {format.text(message)}
        </p>
      ))}
    </header>
  );
}
