/** Histories that were brought in: what each is, what could not be read of it, and bringing in another. */
import { ImportOutlined, LeftOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Table, Tag } from "antd";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { datasetsQuery } from "../replays/datasets.ts";
import type { DatasetView } from "../replays/replays-api.ts";
import { Confirm } from "../shell/Confirm.tsx";
import { Instant } from "../shell/Instant.tsx";
import { part } from "../shell/part.ts";
import { keys, queryClient } from "../shell/query.ts";
import { Screen } from "../shell/Screen.tsx";
import { useMay } from "../shell/session.ts";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import { useFormat } from "../shell/workspace.ts";
import { useDrop } from "../upload/use-drop.ts";
import { withWords } from "../words/load-words.ts";
import { DatasetProblems } from "./DatasetProblems.tsx";
import { RenameDataset } from "./RenameDataset.tsx";
import styles from "./Sandbox.module.css";
import { sandboxApi } from "./sandbox-api.ts";
import { useDatasetNote } from "./use-dataset-note.ts";

const ImportDialog = part(withWords(["intake", "orders"], () => import("./ImportDialog.tsx")));

export function DatasetsPage() {
  const { t } = useTranslation();
  const may = useMay("history.run");
  const datasets = useQuery(datasetsQuery);
  /** Undefined: nothing is being brought in; null: the file is chosen in the dialog. */
  const [bringing, setBringing] = useState<File | null>();
  const drop = useDrop((file) => may && setBringing(file));
  const bring = (
    <Button type="primary" icon={<ImportOutlined aria-hidden />} disabled={!may} onClick={() => setBringing(null)}>
      {t("datasets.import")}
    </Button>
  );
  function content() {
    if (datasets.isPending) return <Loading />;
    if (datasets.isError) return <Failure of={datasets} />;
    if (datasets.data.items.length === 0)
      return (
        <Empty title={t("datasets.emptyTitle")} hint={t("datasets.emptyHint")}>
          {bring}
        </Empty>
      );
    return <DatasetTable items={datasets.data.items} may={may} />;
  }
  return (
    <div className={styles.dropScreen} {...drop}>
      <Screen
        title={
          <>
            <Link to="/sandbox" aria-label={t("datasets.toSandbox")}>
              <LeftOutlined aria-hidden />
            </Link>{" "}
            {t("datasets.title")}
          </>
        }
        hint={t("datasets.hint")}
        actions={bring}
      >
        {content()}
      </Screen>
      <Suspense fallback={null}>
        {bringing === undefined ? null : (
          <ImportDialog
            file={bringing}
            onClose={() => setBringing(undefined)}
            onImported={() => toast("ok", t("datasets.begun"))}
          />
        )}
      </Suspense>
    </div>
  );
}

function DatasetTable({ items, may }: { items: readonly DatasetView[]; may: boolean }) {
  const { t } = useTranslation();
  const noteOf = useDatasetNote();
  const format = useFormat();
  const tellFailure = useTellFailure();
  const navigate = useNavigate();
  const [renaming, setRenaming] = useState<DatasetView | null>(null);
  const [problems, setProblems] = useState<DatasetView | null>(null);
  const remove = useMutation({
    mutationFn: ({ id }: DatasetView) => sandboxApi.removeDataset(id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.datasets, exact: true }),
    onError: tellFailure,
  });
  return (
    <>
      <Table<DatasetView>
        rowKey="id"
        size="small"
        sticky
        scroll={{ x: 1080 }}
        pagination={false}
        dataSource={[...items]}
        data-testid="datasets"
        columns={[
          {
            title: t("datasets.name"),
            render: (_, one) => (
              <>
                <b>{one.name}</b>
                <small className={styles.under}>{noteOf(one)}</small>
                {one.ended ? <small className={styles.bad}>{t("datasets.ended")}</small> : null}
                {one.failed ? <small className={styles.bad}>{format.text(one.failed)}</small> : null}
              </>
            ),
          },
          { title: t("datasets.format"), width: 80, render: (_, one) => one.format.toUpperCase() },
          {
            title: t("datasets.orders"),
            width: 130,
            align: "right",
            render: (_, one) =>
              one.status === "ready"
                ? format.number(one.good)
                : t(`datasets.${one.status}`, { n: format.number(one.total) }),
          },
          {
            title: t("datasets.bad"),
            width: 110,
            align: "right",
            render: (_, one) =>
              one.bad === 0 ? null : (
                <Button type="link" size="small" danger onClick={() => setProblems(one)}>
                  {t("datasets.badRows", { n: format.number(one.bad) })}
                </Button>
              ),
          },
          {
            title: t("datasets.span"),
            width: 190,
            render: (_, { first_at, last_at }) =>
              first_at === null || last_at === null ? null : `${format.date(first_at)} – ${format.date(last_at)}`,
          },
          {
            title: t("datasets.hash"),
            width: 100,
            render: (_, { hash }) =>
              hash === null ? null : (
                <Tag title={t("datasets.hashHint", { hash })}>
                  <code>{hash.slice(0, 8)}</code>
                </Tag>
              ),
          },
          { title: t("datasets.created"), width: 140, render: (_, one) => <Instant at={one.created_at} /> },
          {
            width: 190,
            render: (_, one) =>
              one.status === "importing" ? (
                <Button size="small" disabled={!may} onClick={() => remove.mutate(one)}>
                  {t("state.cancel")}
                </Button>
              ) : (
                <span className={styles.rowActions}>
                  {one.status === "ready" ? (
                    <>
                      <Button
                        type="link"
                        size="small"
                        onClick={() => void navigate({ to: "/sandbox", search: { dataset: one.id } })}
                      >
                        {t("datasets.replay")}
                      </Button>
                      <Button type="link" size="small" disabled={!may} onClick={() => setRenaming(one)}>
                        {t("datasets.rename")}
                      </Button>
                    </>
                  ) : null}
                  <Confirm
                    title={t("datasets.removeTitle", { name: one.name })}
                    description={one.status === "ready" ? t("datasets.removeHint") : ""}
                    okText={t("datasets.remove")}
                    onConfirm={() => remove.mutate(one)}
                  >
                    <Button type="link" size="small" danger disabled={!may}>
                      {t("datasets.remove")}
                    </Button>
                  </Confirm>
                </span>
              ),
          },
        ]}
      />
      {renaming ? <RenameDataset dataset={renaming} onClose={() => setRenaming(null)} /> : null}
      {problems ? <DatasetProblems dataset={problems} onClose={() => setProblems(null)} /> : null}
    </>
  );
}
