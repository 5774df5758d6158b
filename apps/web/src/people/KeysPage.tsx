/** Keys with which machines come: made, rotated, revoked. */
import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SettingsTabs } from "../settings/SettingsTabs.tsx";
import { Dialog } from "../shell/Dialog.tsx";
import { queryClient } from "../shell/query.ts";
import { Screen } from "../shell/Screen.tsx";
import { Secret } from "../shell/Secret.tsx";
import { useMay } from "../shell/session.ts";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import { useFormat } from "../shell/workspace.ts";
import { KeyDialog } from "./KeyDialog.tsx";
import styles from "./People.module.css";
import { type ApiKey, peopleApi, peopleKeys } from "./people-api.ts";
import { mayWord } from "./RoleTable.tsx";

const again = () => void queryClient.invalidateQueries({ queryKey: peopleKeys.keys });

type Open = { what: "new" } | { what: "secret"; secret: string } | { what: "revoke" | "rotate"; key: ApiKey } | null;

export function KeysPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const tellFailure = useTellFailure();
  const mayManage = useMay("keys.manage");
  const [open, setOpen] = useState<Open>(null);
  const keys = useQuery({ queryKey: peopleKeys.keys, queryFn: ({ signal }) => peopleApi.keys(signal) });
  const onError = tellFailure;
  const revoke = useMutation({
    mutationFn: (id: string) => peopleApi.revokeKey(id),
    onSuccess: () => {
      again();
      setOpen(null);
    },
    onError,
  });
  const rotate = useMutation({
    mutationFn: (id: string) => peopleApi.rotateKey(id),
    onSuccess: ({ secret }) => {
      again();
      setOpen({ what: "secret", secret });
    },
    onError,
  });
  const stateOf = ({ revoked_at: revoked, expires_at: expires }: ApiKey) => {
    if (revoked !== null) return t("apiKeys.revoked");
    if (expires === null) return t("apiKeys.valid");
    return expires <= Date.now() ? t("apiKeys.ended") : t("apiKeys.endsAt", { at: format.dateTime(expires) });
  };
  const isOver = ({ revoked_at: revoked, expires_at: expires }: ApiKey) =>
    revoked !== null || (expires !== null && expires <= Date.now());
  const columns: TableColumnsType<ApiKey> = [
    {
      title: t("apiKeys.name"),
      render: (_, one) => (
        <>
          <span className={styles.name}>{one.name}</span>
          <small className={styles.sub}>{one.prefix}…</small>
        </>
      ),
    },
    {
      title: t("apiKeys.grants"),
      render: (_, one) => one.permissions.map((grant) => t(mayWord(grant))).join(t("state.comma")),
    },
    {
      title: t("apiKeys.scope"),
      width: 160,
      render: (_, one) => [one.source, one.brand].filter(Boolean).join(" · ") || t("apiKeys.anywhere"),
    },
    {
      title: t("apiKeys.used"),
      width: 140,
      render: (_, one) => (one.last_used_at === null ? t("apiKeys.never") : format.ago(one.last_used_at, Date.now())),
    },
    { title: t("apiKeys.state"), width: 170, render: (_, one) => stateOf(one) },
    {
      title: t("channels.column.actions"),
      width: 150,
      render: (_, one) => (
        <>
          <Button
            size="small"
            type="link"
            disabled={!mayManage || isOver(one)}
            onClick={() => setOpen({ what: "rotate", key: one })}
          >
            {t("apiKeys.rotate")}
          </Button>
          <Button
            size="small"
            type="link"
            danger
            disabled={!mayManage || one.revoked_at !== null}
            onClick={() => setOpen({ what: "revoke", key: one })}
          >
            {t("apiKeys.revoke")}
          </Button>
        </>
      ),
    },
  ];
  const add = (
    <Button
      type="primary"
      icon={<PlusOutlined aria-hidden />}
      disabled={!mayManage}
      onClick={() => setOpen({ what: "new" })}
    >
      {t("apiKeys.add")}
    </Button>
  );
  function content() {
    if (keys.isPending) return <Loading />;
    if (keys.isError) return <Failure of={keys} />;
    if (keys.data.items.length === 0) return <Empty title={t("apiKeys.emptyTitle")} hint={t("apiKeys.emptyHint")} />;
    return (
      <Table<ApiKey>
        rowKey="id"
        size="middle"
        sticky
        columns={columns}
        dataSource={keys.data.items}
        pagination={false}
      />
    );
  }
  return (
    <Screen title={t("settings.keys")} hint={t("apiKeys.hint")} actions={add} filters={<SettingsTabs />}>
      {content()}
      {open?.what === "new" ? (
        <KeyDialog
          onClose={() => setOpen(null)}
          onMade={(secret) => {
            again();
            setOpen({ what: "secret", secret });
          }}
        />
      ) : null}
      {open?.what === "secret" ? (
        <Secret
          title={t("apiKeys.secret")}
          hint={t("apiKeys.secretHint")}
          text={open.secret}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open?.what === "revoke" || open?.what === "rotate" ? (
        <Dialog
          open
          width={420}
          title={t(`apiKeys.${open.what}`)}
          okText={t(`apiKeys.${open.what}`)}
          okButtonProps={{ danger: open.what === "revoke", loading: revoke.isPending || rotate.isPending }}
          onCancel={() => setOpen(null)}
          onOk={() => (open.what === "revoke" ? revoke : rotate).mutate(open.key.id)}
        >
          {t(`apiKeys.${open.what}Ask`, { name: open.key.name })}
        </Dialog>
      ) : null}
    </Screen>
  );
}
