import { ArrowLeftOutlined, DownloadOutlined } from "@ant-design/icons";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Input, Segmented, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { withWorkspace } from "../shell/ask.ts";
import { Pager } from "../shell/Pager.tsx";
import { keys, queryClient } from "../shell/query.ts";
import { useMay } from "../shell/session.ts";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import { useFormat } from "../shell/workspace.ts";
import { isAllSame } from "./Comparisons.tsx";
import { useProblemText } from "./fields.ts";
import styles from "./Intake.module.css";
import type { ComparisonRow, ComparisonView } from "./intake-api.ts";
import { intakeApi } from "./intake-api.ts";
import { useDifferenceText } from "./use-difference-text.ts";

const PAGE = 50;
const KINDS = ["only_sheet", "different", "unread", "only_system"] as const;
type Kind = (typeof KINDS)[number];
type Shown = Kind | "all";

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
        <Rows of={report.data} />
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

function Rows({ of }: { of: ComparisonView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tellFailure = useTellFailure();
  const may = useMay("orders.write");
  const [kind, setKind] = useState<Shown>("all");
  const [q, setQ] = useState("");
  const [trail, setTrail] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [isAllTaken, setAllTaken] = useState(false);
  const navigate = useNavigate();
  const filter = { kind: kind === "all" ? null : kind, q };
  const query = { ...filter, limit: PAGE, cursor: trail.at(-1) ?? null };
  const rows = useQuery({
    queryKey: [...keys.comparisons, "rows", of.id, query],
    queryFn: ({ signal }) => intakeApi.comparisonRows(of.id, query, signal),
    placeholderData: keepPreviousData,
  });
  const take = useMutation({
    mutationFn: (which: { rows: number[] } | { kind: "only_sheet" }) => intakeApi.takeCompared(of.id, which),
    onSuccess: ({ accepted, quarantined, update, duplicate }, which) => {
      if ("kind" in which) setAllTaken(true);
      const repair = { label: t("intake.upload.repair"), run: () => void navigate({ to: "/intake", search: {} }) };
      const known = format.number(update + duplicate);
      toast(
        quarantined > 0 ? "warn" : "ok",
        t("intake.compare.taken", {
          accepted: format.number(accepted),
          quarantined: format.number(quarantined),
          known,
        }),
        quarantined > 0 ? repair : undefined,
      );
      setChosen([]);
      void queryClient.invalidateQueries({ queryKey: ["intake"] });
      void queryClient.invalidateQueries({ queryKey: ["orders"] });
    },
    onError: tellFailure,
  });
  const look = (change: () => void) => {
    change();
    setTrail([]);
    setChosen([]);
  };
  const count = (one: Kind) => of[one] ?? 0;
  const search = new URLSearchParams({ ...(kind === "all" ? {} : { kind }), ...(q === "" ? {} : { q }) });
  const file = withWorkspace(`/api/v1/intake/comparisons/${of.id}/export?${search}`);
  return (
    <>
      <div className={styles.tools}>
        <Segmented<Shown>
          aria-label={t("intake.compare.kinds")}
          value={kind}
          onChange={(next) => look(() => setKind(next))}
          options={(["all", ...KINDS] as const).map((value) => ({
            value,
            label:
              value === "all"
                ? t("intake.compare.all")
                : `${t(`intake.compare.count.${value}`)} ${of[value] === null ? "–" : format.number(count(value))}`,
          }))}
        />
        <Input.Search
          allowClear
          aria-label={t("intake.compare.search")}
          placeholder={t("intake.compare.search")}
          style={{ width: 220 }}
          onSearch={(text) => look(() => setQ(text.trim()))}
        />
        <Button icon={<DownloadOutlined aria-hidden />} href={file} download="comparison.csv">
          {t("orders.export")}
        </Button>
        {may && count("only_sheet") + count("unread") > 0 ? (
          <>
            <Button
              disabled={chosen.length === 0}
              loading={take.isPending}
              onClick={() => take.mutate({ rows: [...chosen] })}
            >
              {t("intake.compare.takeChosen", { n: chosen.length })}
            </Button>
            {count("only_sheet") > 0 && !isAllTaken ? (
              <Button type="primary" loading={take.isPending} onClick={() => take.mutate({ kind: "only_sheet" })}>
                {t("intake.compare.takeAll", { n: format.number(count("only_sheet")) })}
              </Button>
            ) : null}
          </>
        ) : null}
      </div>
      {rows.isPending ? <Loading /> : null}
      {rows.isError ? <Failure of={rows} /> : null}
      {rows.data ? (
        <>
          <div className={styles.rows}>
            <Table<ComparisonRow>
              rowKey="seq"
              size="small"
              sticky
              pagination={false}
              dataSource={[...rows.data.items]}
              locale={{ emptyText: t("intake.compare.nothing") }}
              {...(may
                ? {
                    rowSelection: {
                      selectedRowKeys: [...chosen],
                      onChange: (seqs: React.Key[]) => setChosen(seqs.map(Number)),
                      getCheckboxProps: ({ takeable }: ComparisonRow) => ({ disabled: !takeable }),
                    },
                  }
                : {})}
              columns={[
                { title: t("intake.compare.row"), dataIndex: "row", width: 70, align: "right" },
                {
                  title: t("intake.column.number"),
                  width: 170,
                  ellipsis: true,
                  render: (_, { external_id }) => external_id ?? t("intake.noNumber"),
                },
                {
                  title: t("intake.compare.result"),
                  width: 120,
                  render: (_, one) => t(`intake.compare.count.${one.kind}`),
                },
                { title: t("intake.compare.what"), render: (_, one) => <What row={one} /> },
                { title: t("intake.compare.next"), width: 150, render: (_, one) => <Next row={one} /> },
              ]}
            />
          </div>
          <Pager
            trail={trail}
            next={rows.data.nextCursor}
            onChange={(next) => {
              setTrail(next);
              setChosen([]);
            }}
          />
        </>
      ) : null}
    </>
  );
}

function What({ row }: { row: ComparisonRow }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const { label, value } = useDifferenceText();
  if (row.problems.length > 0)
    return row.problems
      .map((one) => Object.values(problemText(one)).filter(Boolean).join(t("intake.colon")))
      .join(t("state.comma"));
  if (row.kind === "only_sheet") return t(row.order === null ? "intake.compare.missing" : "intake.compare.cameSince");
  if (row.kind === "only_system") return t("intake.compare.extra");
  return (
    <ul className={styles.differences}>
      {row.fields.map(({ field, sheet, system }) => (
        <li key={field}>
          <b>{label(field)}</b>
          <span>
            {t("intake.compare.sheetSays")} <mark>{value(field, sheet)}</mark>
          </span>
          <span>
            {t("intake.compare.systemSays")} <mark>{value(field, system)}</mark>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Next({ row }: { row: ComparisonRow }) {
  const { t } = useTranslation();
  if (row.order !== null)
    return (
      <Link to="/orders/$orderId" params={{ orderId: row.order }}>
        {t("intake.compare.openOrder")}
      </Link>
    );
  if (!row.takeable) return <span className="quiet">{t("intake.compare.mendSheet")}</span>;
  return (
    <span className="quiet">
      {t(row.kind === "unread" ? "intake.compare.takeToRepair" : "intake.compare.chooseToTake")}
    </span>
  );
}
