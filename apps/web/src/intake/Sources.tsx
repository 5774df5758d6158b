import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Switch, Table, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "../shell/Confirm.tsx";
import { Instant } from "../shell/Instant.tsx";
import { May } from "../shell/May.tsx";
import { keys, queryClient } from "../shell/query.ts";
import { useMay } from "../shell/session.ts";
import { Failure, Loading, useFailureText } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import styles from "./Intake.module.css";
import type { IntakeSource } from "./intake-api.ts";
import { intakeApi } from "./intake-api.ts";
import { SamePo } from "./SamePo.tsx";
import { SourceDialog } from "./SourceDialog.tsx";

const refresh = () => void queryClient.invalidateQueries({ queryKey: keys.intakeSources });

export function Sources() {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const may = useMay("intake.manage");
  const [adding, setAdding] = useState(false);
  const sources = useQuery({ queryKey: keys.intakeSources, queryFn: ({ signal }) => intakeApi.intakeSources(signal) });
  const onError = (error: Error) => toast("warn", failureText(error).title);
  const change = useMutation({
    mutationFn: ({ id, enabled }: { id: string; enabled: boolean }) => intakeApi.changeSource(id, { enabled }),
    onSuccess: refresh,
    onError,
  });
  const remove = useMutation({ mutationFn: (id: string) => intakeApi.removeSource(id), onSuccess: refresh, onError });
  if (sources.isPending) return <Loading />;
  if (sources.isError) return <Failure of={sources} />;
  const where = ({ path }: IntakeSource) => (path === null ? null : `${location.origin}${path}`);
  return (
    <div className={styles.sources}>
      <div className={styles.bar}>
        <p className="quiet">{t("intake.sourcesHint")}</p>
        {may ? <Button onClick={() => setAdding(true)}>{t("intake.addSource")}</Button> : null}
      </div>
      <SamePo />
      <Table<IntakeSource>
        rowKey="id"
        size="small"
        pagination={false}
        dataSource={[...sources.data.items]}
        locale={{ emptyText: t("intake.noSources") }}
        columns={[
          { title: t("intake.column.name"), render: (_, { name, id }) => (name === id ? name : `${name} (${id})`) },
          { title: t("intake.column.kind"), width: 150, render: (_, one) => kindText(one.kind) },
          {
            title: t("intake.column.address"),
            render: (_, one) => {
              const address = where(one);
              return address === null ? (
                <span className="quiet">{t("intake.byUpload")}</span>
              ) : (
                <Typography.Text code copyable ellipsis>
                  {address}
                </Typography.Text>
              );
            },
          },
          { title: t("intake.column.secret"), width: 120, render: (_, one) => one.secret_shown ?? t("state.none") },
          { title: t("intake.column.changed"), width: 150, render: (_, one) => <Instant at={one.updated_at} /> },
          {
            title: t("intake.column.enabled"),
            width: 90,
            render: (_, { id, enabled, name }) => (
              <Switch
                size="small"
                aria-label={t("intake.enable", { name })}
                checked={enabled}
                disabled={!may}
                onChange={(next) => change.mutate({ id, enabled: next })}
              />
            ),
          },
          {
            width: 80,
            render: (_, { id }) => (
              <May permission="intake.manage">
                <Confirm
                  title={t("intake.removeSource")}
                  okText={t("intake.remove")}
                  onConfirm={() => remove.mutate(id)}
                >
                  <Button type="text" size="small">
                    {t("intake.remove")}
                  </Button>
                </Confirm>
              </May>
            ),
          },
        ]}
      />
      {adding ? <SourceDialog onClose={() => setAdding(false)} onAdded={refresh} /> : null}
    </div>
  );
  function kindText(kind: string): string {
    return kind === "shopify" || kind === "woocommerce" || kind === "signed" || kind === "upload"
      ? t(`intake.kind.${kind}`)
      : kind;
  }
}
