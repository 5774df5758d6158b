import { LockOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button, Table, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { useLockName } from "../orders/entry-text.ts";
import { useStateName } from "../orders/use-state-name.ts";
import { useSourceName } from "../shell/use-source-name.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Recall.module.css";
import type { RecallItem } from "./recall-api.ts";

interface CandidateTableProps {
  items: readonly RecallItem[];
  /** It shows the page before, until its own is there. */
  isLate: boolean;
  /** Ids of orders, on other pages too. */
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
  onWhy: (item: RecallItem) => void;
}

/** Orders as they stand, and as they would by the other version. */
export function CandidateTable({ items, isLate, chosen, onChoose, onWhy }: CandidateTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const stateName = useStateName();
  const sourceName = useSourceName();
  const lockName = useLockName();
  function choose(orders: readonly string[], isChosen: boolean) {
    const next = new Set(chosen);
    for (const order of orders) isChosen ? next.add(order) : next.delete(order);
    onChoose(next);
  }
  return (
    <Table<RecallItem>
      rowKey="order"
      size="small"
      sticky
      scroll={{ x: 860 }}
      pagination={false}
      loading={isLate}
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
        getTitleCheckboxProps: () => ({ "aria-label": t("state.chooseAll") }),
        getCheckboxProps: ({ external_id }) => ({ "aria-label": t("recall.choose", { order: external_id }) }),
      }}
      columns={[
        {
          title: t("recall.order"),
          render: (_, one) => (
            <Link to="/orders/$orderId" params={{ orderId: one.order }}>
              {one.external_id} <small className="quiet">{sourceName(one.source)}</small>
            </Link>
          ),
        },
        { title: t("recall.status"), width: 110, render: (_, one) => stateName(one.status) },
        { title: t("recall.now"), render: (_, one) => <Decided by={one.before} /> },
        {
          title: t("recall.after"),
          render: (_, { changed, after, begins }) =>
            changed ? (
              <>
                <b>
                  <Decided by={after} />
                </b>
                {begins.map((what) => (
                  <div key={what.en} className={styles.begins}>
                    + {format.text(what)}
                  </div>
                ))}
              </>
            ) : (
              <span className="quiet">{t("recall.same")}</span>
            ),
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
            <Button type="link" size="small" onClick={() => onWhy(one)}>
              {t("recall.why")}
            </Button>
          ),
        },
      ]}
    />
  );
}

function Decided({ by: { destination, tags } }: { by: RecallItem["before"] }) {
  const { t } = useTranslation();
  return (
    <>
      {destination?.name ?? t("outcome.undecided")}
      {tags.map((tag) => (
        <Tag key={tag} className={styles.tag ?? ""}>
          {tag}
        </Tag>
      ))}
    </>
  );
}
