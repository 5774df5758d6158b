/** The orders of a recall: a page at a time, chosen one by one or all that match, given to the other version with progress. */
import { LockOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Progress, Table, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLockName } from "../orders/entry-text.ts";
import { useStateName } from "../orders/use-state-name.ts";
import { Confirm } from "../shell/Confirm.tsx";
import { queryClient } from "../shell/query.ts";
import { useMay } from "../shell/session.ts";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Recall.module.css";
import { RecallResult } from "./RecallResult.tsx";
import { type RecallItem, type RecallQuery, recallPage } from "./recall-api.ts";
import { useRecall } from "./use-recall.ts";
import { WhyOtherwise } from "./WhyOtherwise.tsx";

export function Candidates({ flow, query }: { flow: string; query: RecallQuery }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay("flows.publish");
  const stateName = useStateName();
  const lockName = useLockName();
  const [trail, setTrail] = useState<string[]>([]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<RecallItem | null>(null);
  const page = useQuery({
    queryKey: ["recall", flow, query, trail.at(-1) ?? null],
    queryFn: ({ signal }) => recallPage(flow, query, trail.at(-1) ?? null, signal),
    placeholderData: keepPreviousData,
  });
  const recall = useRecall(flow, query, {
    onFound: (orders) => setChosen(new Set(orders)),
    onDone: (left) => {
      setChosen(new Set(left));
      setTrail([]);
      void queryClient.invalidateQueries({ queryKey: ["recall", flow] });
      void queryClient.invalidateQueries({ queryKey: ["orders"] });
    },
  });
  if (page.isPending) return <Loading label={t("recall.looking")} />;
  if (page.isError) return <Failure of={page} />;
  const { items, nextCursor } = page.data;
  const result = recall.result;

  function choose(orders: readonly string[], isChosen: boolean) {
    const next = new Set(chosen);
    for (const order of orders) isChosen ? next.add(order) : next.delete(order);
    setChosen(next);
  }
  const standing = ({ destination, tags }: RecallItem["before"]) => (
    <>
      {destination?.name ?? t("outcome.undecided")}
      {tags.map((tag) => (
        <Tag key={tag} className={styles.tag ?? ""}>
          {tag}
        </Tag>
      ))}
    </>
  );

  return (
    <>
      {result ? <RecallResult result={result} /> : null}
      {recall.error ? <Failure error={recall.error} /> : null}
      {items.length === 0 && trail.length === 0 ? (
        <Empty
          title={t(query.changed ? "recall.noneChanged" : "recall.none")}
          hint={t(query.changed ? "recall.noneChangedHint" : "recall.noneHint")}
        />
      ) : (
        <>
          <Table<RecallItem>
            rowKey="order"
            size="small"
            sticky
            scroll={{ x: 860 }}
            pagination={false}
            loading={page.isPlaceholderData}
            dataSource={items}
            data-testid="recall-orders"
            rowSelection={{
              selectedRowKeys: [...chosen],
              onSelect: ({ order }, isChosen) => choose([order], isChosen),
              onSelectAll: (isChosen) =>
                choose(
                  items.map(({ order }) => order),
                  isChosen,
                ),
              getCheckboxProps: ({ external_id }) => ({ "aria-label": t("recall.choose", { order: external_id }) }),
            }}
            columns={[
              {
                title: t("recall.order"),
                render: (_, one) => (
                  <Link to="/orders/$orderId" params={{ orderId: one.order }}>
                    {one.external_id} <small className="quiet">{one.source}</small>
                  </Link>
                ),
              },
              { title: t("recall.status"), width: 110, render: (_, one) => stateName(one.status) },
              { title: t("recall.now"), render: (_, one) => standing(one.before) },
              {
                title: t("recall.after"),
                render: (_, one) =>
                  one.changed ? <b>{standing(one.after)}</b> : <span className="quiet">{t("recall.same")}</span>,
              },
              {
                title: t("recall.locked"),
                width: 150,
                render: (_, { locked }) =>
                  locked.length === 0 ? null : (
                    <span title={t("recall.lockedHint")}>
                      <LockOutlined aria-hidden /> {locked.map(lockName).join(" · ")}
                    </span>
                  ),
              },
              {
                width: 70,
                render: (_, one) => (
                  <Button type="link" size="small" onClick={() => setOpen(one)}>
                    {t("recall.why")}
                  </Button>
                ),
              },
            ]}
          />
          <footer className={styles.foot}>
            <span>{t("recall.chosen", { n: format.number(chosen.size) })}</span>
            <Button size="small" disabled={recall.isBusy} onClick={recall.findAll}>
              {t("recall.chooseAll")}
            </Button>
            {chosen.size > 0 ? (
              <Button size="small" disabled={recall.isBusy} onClick={() => setChosen(new Set())}>
                {t("recall.chooseNone")}
              </Button>
            ) : null}
            {recall.progress ? (
              <>
                <Progress
                  className={styles.progress ?? ""}
                  size="small"
                  percent={Math.floor((100 * recall.progress.done) / Math.max(1, recall.progress.of))}
                  {...(recall.progress.of === 0 ? { format: () => format.number(recall.progress?.done ?? 0) } : {})}
                />
                <Button size="small" onClick={recall.cancel}>
                  {t("state.cancel")}
                </Button>
              </>
            ) : null}
            <span className={styles.spring} />
            <Button size="small" disabled={trail.length === 0} onClick={() => setTrail(trail.slice(0, -1))}>
              {t("state.previous")}
            </Button>
            <Button
              size="small"
              disabled={nextCursor === null}
              onClick={() => nextCursor !== null && setTrail([...trail, nextCursor])}
            >
              {t("state.next")}
            </Button>
            <Confirm
              title={t("recall.confirm", { n: format.number(chosen.size), to: query.to })}
              description={t("recall.confirmHint")}
              okText={t("recall.apply")}
              onConfirm={() => recall.apply([...chosen])}
            >
              <Button
                type="primary"
                disabled={chosen.size === 0 || query.to === "draft" || !may || recall.isBusy}
                title={query.to === "draft" ? t("recall.draftHint") : may ? "" : t("recall.mayNot")}
              >
                {t("recall.apply")}
              </Button>
            </Confirm>
          </footer>
          {query.to === "draft" ? <p className="quiet">{t("recall.draftHint")}</p> : null}
        </>
      )}
      {open ? <WhyOtherwise flow={flow} item={open} to={query.to} onClose={() => setOpen(null)} /> : null}
    </>
  );
}
