import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Instant } from "../shell/Instant.tsx";
import { Pager } from "../shell/Pager.tsx";
import { keys } from "../shell/query.ts";
import { withPages } from "../shell/search-read.ts";
import { useMay } from "../shell/session.ts";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { useSourceName } from "../shell/use-source-name.ts";
import { BulkBar } from "./BulkBar.tsx";
import { useProblemText } from "./fields.ts";
import styles from "./Intake.module.css";
import type { IntakeRecord } from "./intake-api.ts";
import { intakeApi } from "./intake-api.ts";
import { QuarantineFilter } from "./QuarantineFilter.tsx";
import { RepairPanel } from "./RepairPanel.tsx";

const PAGE = 50;

/** Records that could not be taken in and wait for somebody: choose one to mend it, several to mend them alike. */
export function Quarantine() {
  const { t } = useTranslation();
  const sourceName = useSourceName();
  const problemText = useProblemText();
  const may = useMay("intake.manage");
  const navigate = useNavigate();
  const { pages: trail = [], source, field } = useSearch({ from: "/intake" });
  const filter = { ...(source === undefined ? {} : { source }), ...(field === undefined ? {} : { field }) };
  const isFiltered = Object.keys(filter).length > 0;
  const setTrail = (pages: readonly string[]) =>
    void navigate({ to: "/intake", search: { ...filter, ...withPages(pages) } });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isAll, setAll] = useState(false);
  const choose = (ids: readonly string[]) => {
    setChosen(ids);
    setAll(false);
  };
  const [opened, setOpened] = useState<string | null>(null);
  const query = { open: "true", limit: PAGE, cursor: trail.at(-1) ?? null, ...filter };
  const records = useQuery({
    queryKey: keys.intakeRecords(query),
    queryFn: ({ signal }) => intakeApi.intakeRecords(query, signal),
    placeholderData: keepPreviousData,
  });
  if (records.isPending) return <Loading />;
  if (records.isError) return <Failure of={records} />;
  const { items, nextCursor } = records.data;
  if (items.length === 0 && trail.length === 0 && !isFiltered) {
    return <Empty title={t("intake.noneTitle")} hint={t("intake.noneHint")} />;
  }
  const why = ({ problems }: IntakeRecord) =>
    problems
      .map((one) => Object.values(problemText(one)).filter(Boolean).join(t("intake.colon")))
      .join(t("state.comma"));
  return (
    <div className={styles.split} data-open={opened !== null || undefined}>
      <div className={styles.list}>
        <QuarantineFilter
          value={filter}
          onChange={(next) => {
            choose([]);
            void navigate({ to: "/intake", search: next, replace: true });
          }}
        />
        {chosen.length > 0 ? (
          <BulkBar
            chosen={isAll ? { where: filter } : { ids: chosen }}
            all={
              <Button type="link" size="small" onClick={() => (isAll ? choose([]) : setAll(true))}>
                {t(isAll ? "intake.chooseNone" : isFiltered ? "intake.chooseAllFound" : "intake.chooseAll")}
              </Button>
            }
            onDone={() => choose([])}
          />
        ) : null}
        <div className={styles.rows}>
          <Table<IntakeRecord>
            rowKey="id"
            size="small"
            sticky
            pagination={false}
            dataSource={[...items]}
            locale={{ emptyText: t("intake.noneFound") }}
            {...(may
              ? {
                  rowSelection: {
                    selectedRowKeys: isAll ? items.map(({ id }) => id) : [...chosen],
                    preserveSelectedRowKeys: true,
                    getTitleCheckboxProps: () => ({ "aria-label": t("state.chooseAll") }),
                    onChange: (ids) => choose(ids.map(String)),
                  },
                }
              : {})}
            rowClassName={({ id }) => (id === opened ? (styles.opened ?? "") : (styles.row ?? ""))}
            onRow={({ id }) => ({ onClick: () => setOpened(id) })}
            columns={[
              { title: t("intake.column.at"), width: 150, render: (_, { at }) => <Instant at={at} /> },
              {
                title: t("intake.column.source"),
                width: 120,
                render: (_, { source }) => sourceName(source) || t("intake.unknown"),
              },
              {
                title: t("intake.column.number"),
                width: 150,
                render: (_, { id, external_id }) => (
                  <Button type="link" size="small" className={styles.number ?? ""} onClick={() => setOpened(id)}>
                    {external_id ?? t("intake.noNumber")}
                  </Button>
                ),
              },
              { title: t("intake.column.door"), width: 100, render: (_, { door }) => t(`intake.door.${door}`) },
              { title: t("intake.column.why"), ellipsis: true, render: (_, record) => why(record) },
            ]}
          />
        </div>
        <Pager trail={trail} next={nextCursor} onChange={setTrail} />
      </div>
      {opened === null ? null : <RepairPanel key={opened} id={opened} onClose={() => setOpened(null)} />}
    </div>
  );
}
