import { CheckCircleOutlined } from "@ant-design/icons";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Table } from "antd";
import { useTranslation } from "react-i18next";
import { Instant } from "../shell/Instant.tsx";
import { Pager } from "../shell/Pager.tsx";
import { keys, queryClient } from "../shell/query.ts";
import { withPages } from "../shell/search-read.ts";
import { useMay } from "../shell/session.ts";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Intake.module.css";
import type { ComparisonView } from "./intake-api.ts";
import { intakeApi } from "./intake-api.ts";

const EVERY_MS = 1000;
const COUNTS = ["total", "same", "only_sheet", "different", "unread", "only_system"] as const;

/** Day after day beside each other: how many rows were the same, missing, different. */
export function Comparisons({ onUpload }: { onUpload: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tellFailure = useTellFailure();
  const may = useMay("orders.write");
  const navigate = useNavigate();
  const { pages: trail = [] } = useSearch({ from: "/intake" });
  const cursor = trail.at(-1) ?? null;
  const list = useQuery({
    queryKey: [...keys.comparisons, cursor],
    queryFn: ({ signal }) => intakeApi.comparisons(cursor, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some(({ status }) => status === "comparing") ? EVERY_MS : false),
  });
  const cancel = useMutation({
    mutationFn: (id: string) => intakeApi.cancelComparison(id),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: keys.comparisons }),
    onError: tellFailure,
  });
  if (list.isPending) return <Loading />;
  if (list.isError) return <Failure of={list} />;
  const { items, nextCursor } = list.data;
  if (items.length === 0 && trail.length === 0)
    return (
      <Empty title={t("intake.compare.none")} hint={t("intake.compare.noneHint")}>
        {may ? <Button onClick={onUpload}>{t("intake.compare.begin")}</Button> : null}
      </Empty>
    );
  const open = (comparison: string) => void navigate({ to: "/intake", search: { view: "comparisons", comparison } });
  const setTrail = (pages: readonly string[]) =>
    void navigate({ to: "/intake", search: { view: "comparisons", ...withPages(pages) } });
  const count = (name: (typeof COUNTS)[number], one: ComparisonView) => {
    const n = one[name];
    if (name !== "total" && one.status !== "ready") return null;
    if (n === null) return <span className="quiet">{t("intake.compare.notLooked")}</span>;
    const isBad = name !== "total" && name !== "same" && n > 0;
    return <span className={isBad ? styles.bad : styles.figure}>{format.number(n)}</span>;
  };
  return (
    <div className={styles.list}>
      <div className={styles.rows}>
        <Table<ComparisonView>
          rowKey="id"
          size="small"
          sticky
          pagination={false}
          dataSource={[...items]}
          columns={[
            { title: t("intake.compare.at"), width: 150, render: (_, { at }) => <Instant at={at} /> },
            {
              title: t("intake.compare.file"),
              ellipsis: true,
              render: (_, one) =>
                one.status === "ready" ? (
                  <Button type="link" size="small" className={styles.number ?? ""} onClick={() => open(one.id)}>
                    {one.file}
                  </Button>
                ) : (
                  <>
                    {one.file}
                    {one.failed ? <small className={styles.why}>{format.text(one.failed)}</small> : null}
                  </>
                ),
            },
            { title: t("intake.column.source"), width: 110, ellipsis: true, dataIndex: "source" },
            {
              title: t("intake.compare.by"),
              width: 110,
              ellipsis: true,
              render: (_, { made_by }) => made_by ?? t("intake.compare.nobody"),
            },
            ...COUNTS.map((name) => ({
              title: t(`intake.compare.count.${name}`),
              width: name === "only_system" ? 110 : 92,
              align: "right" as const,
              render: (_: unknown, one: ComparisonView) => count(name, one),
            })),
            {
              width: 120,
              render: (_, one) => {
                if (one.status === "ready")
                  return isAllSame(one) ? (
                    <span className={styles.good}>
                      <CheckCircleOutlined aria-hidden /> {t("intake.compare.allSame")}
                    </span>
                  ) : (
                    <Button size="small" onClick={() => open(one.id)}>
                      {t("intake.compare.look")}
                    </Button>
                  );
                return (
                  <Button size="small" disabled={!may} onClick={() => cancel.mutate(one.id)}>
                    {t(one.status === "failed" ? "intake.compare.dismiss" : "state.cancel")}
                  </Button>
                );
              },
            },
          ]}
        />
      </div>
      <Pager trail={trail} next={nextCursor} onChange={setTrail} />
    </div>
  );
}

export const isAllSame = ({ total, same, only_system }: ComparisonView) =>
  total > 0 && total === same && (only_system ?? 0) === 0;
