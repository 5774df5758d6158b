/** A group: the workspaces that belong to this one, their totals, and rules that are handed to them. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Select, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SettingsTabs } from "../settings/SettingsTabs.tsx";
import { Dialog } from "../shell/Dialog.tsx";
import { queryClient } from "../shell/query.ts";
import { Screen } from "../shell/Screen.tsx";
import { useMay, useSession } from "../shell/session.ts";
import { Failure, Loading } from "../shell/states.tsx";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import { useFormat } from "../shell/workspace.ts";
import { HandOutDialog } from "./HandOutDialog.tsx";
import styles from "./People.module.css";
import { type Group, type MemberTotals, peopleApi, peopleKeys } from "./people-api.ts";

const again = () => void queryClient.invalidateQueries({ queryKey: peopleKeys.group });

export function GroupPage() {
  const { t } = useTranslation();
  const isLocal = useSession().data?.state === "local";
  const mayHand = useMay("flows.publish");
  const [handing, setHanding] = useState(false);
  const group = useQuery({ queryKey: peopleKeys.group, queryFn: ({ signal }) => peopleApi.group(signal) });
  const members = group.data?.members ?? [];
  function content() {
    if (group.isPending) return <Loading />;
    if (group.isError) return <Failure of={group} />;
    if (isLocal) return <p className={styles.section}>{t("people.localHint")}</p>;
    if (group.data.group !== null) return <Belongs group={group.data.group} />;
    return <Members group={group.data} />;
  }
  return (
    <Screen
      bare
      title={t("settings.group")}
      hint={t("group.screen")}
      filters={<SettingsTabs />}
      actions={
        <Button type="primary" disabled={!mayHand || members.length === 0} onClick={() => setHanding(true)}>
          {t("group.handOut")}
        </Button>
      }
    >
      <div className={styles.sections}>{content()}</div>
      {handing ? <HandOutDialog members={members} onClose={() => setHanding(false)} /> : null}
    </Screen>
  );
}

/** This workspace is a member. */
function Belongs({ group }: { group: { id: string; name: string } }) {
  const { t } = useTranslation();
  const tellFailure = useTellFailure();
  const may = useMay("workspace.manage");
  const own = useSession().data?.workspace ?? "";
  const [asking, setAsking] = useState(false);
  const leave = useMutation({
    mutationFn: () => peopleApi.leaveGroup(own),
    onSuccess: () => {
      setAsking(false);
      again();
    },
    onError: tellFailure,
  });
  return (
    <section className={styles.section}>
      <h2>{t("group.belongs", { name: group.name })}</h2>
      <p>{t("group.belongsHint")}</p>
      <Button danger disabled={!may} onClick={() => setAsking(true)}>
        {t("group.leave")}
      </Button>
      <Dialog
        open={asking}
        width={420}
        title={t("group.leave")}
        okText={t("group.leave")}
        okButtonProps={{ danger: true, loading: leave.isPending }}
        onCancel={() => setAsking(false)}
        onOk={() => leave.mutate()}
      >
        {t("group.leaveAsk", { name: group.name })}
      </Dialog>
    </section>
  );
}

function Members({ group }: { group: Group }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tellFailure = useTellFailure();
  const may = useMay("workspace.manage");
  const [chosen, setChosen] = useState<string | null>(null);
  const onError = tellFailure;
  const totals = useQuery({
    queryKey: [...peopleKeys.group, "totals"],
    queryFn: ({ signal }) => peopleApi.groupTotals(signal),
    enabled: group.members.length > 0,
  });
  const add = useMutation({
    mutationFn: (id: string) => peopleApi.joinGroup(id),
    onSuccess: () => {
      setChosen(null);
      again();
    },
    onError,
  });
  const remove = useMutation({ mutationFn: (id: string) => peopleApi.leaveGroup(id), onSuccess: again, onError });
  const number = (of: (one: MemberTotals) => number) => (_: unknown, one: MemberTotals) => format.number(of(one));
  const columns: TableColumnsType<MemberTotals> = [
    { title: t("group.member"), dataIndex: "name" },
    { title: t("group.orders"), align: "right", render: number((one) => one.orders) },
    {
      title: t("group.week"),
      align: "right",
      render: number((one) => one.days.reduce((sum, { accepted }) => sum + accepted, 0)),
    },
    { title: t("group.undecided"), align: "right", render: number((one) => one.undecided + one.parked) },
    { title: t("group.quarantined"), align: "right", render: number((one) => one.quarantined) },
    { title: t("group.alerts"), align: "right", render: number((one) => one.open_alerts) },
    { title: t("group.flows"), align: "right", render: number((one) => one.live_flows) },
    {
      title: t("channels.column.actions"),
      width: 90,
      render: (_, one) => (
        <Button size="small" type="link" danger disabled={!may} onClick={() => remove.mutate(one.id)}>
          {t("people.remove")}
        </Button>
      ),
    },
  ];
  return (
    <>
      <section className={styles.section}>
        <h2>{t("group.members")}</h2>
        <p>{t("group.membersHint")}</p>
        {totals.isError ? <Failure of={totals} /> : null}
        <Table<MemberTotals>
          rowKey="id"
          size="middle"
          columns={columns}
          dataSource={group.members.length === 0 ? [] : (totals.data?.items ?? [])}
          loading={group.members.length > 0 && totals.isPending}
          pagination={false}
          locale={{ emptyText: <span className="quiet">{totals.isLoading ? "" : t("group.none")}</span> }}
        />
      </section>
      <section className={styles.section}>
        <h2>{t("group.add")}</h2>
        <p>{t(group.candidates.length === 0 ? "group.nobodyToAdd" : "group.addHint")}</p>
        {group.candidates.length === 0 ? null : (
          <span className={styles.line}>
            <Select<string>
              aria-label={t("group.add")}
              style={{ width: 240 }}
              disabled={!may}
              value={chosen}
              options={group.candidates.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={setChosen}
            />
            <Button
              disabled={!may || chosen === null}
              loading={add.isPending}
              onClick={() => chosen !== null && add.mutate(chosen)}
            >
              {t("group.addDo")}
            </Button>
          </span>
        )}
      </section>
    </>
  );
}
