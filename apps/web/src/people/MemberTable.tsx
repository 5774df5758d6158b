import { useMutation } from "@tanstack/react-query";
import { Button, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { Secret } from "../shell/Secret.tsx";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./People.module.css";
import { type Member, membersAgain, peopleApi, type Role } from "./people-api.ts";
import { RoleChoice } from "./RoleChoice.tsx";

/** Who belongs here: their role, a new password by link, and the way out. */
export function MemberTable({ members, mayManage }: { members: Member[]; mayManage: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const onError = useTellFailure();
  const [leaving, setLeaving] = useState<Member | null>(null);
  const change = useMutation({
    mutationFn: ({ member, role, brand }: { member: Member; role: Role; brand: string | null }) =>
      peopleApi.changeMember(member.id, { role, brand }),
    onSuccess: membersAgain,
    onError,
  });
  const remove = useMutation({
    mutationFn: (member: Member) => peopleApi.removeMember(member.id),
    onSuccess: () => {
      membersAgain();
      setLeaving(null);
    },
    onError,
  });
  const reset = useMutation({ mutationFn: (member: Member) => peopleApi.issueReset(member.id), onError });
  const columns: TableColumnsType<Member> = [
    {
      title: t("people.name"),
      render: (_, one) => (
        <>
          <span className={styles.name}>{one.name}</span>
          <small className={styles.sub}>{one.email}</small>
        </>
      ),
    },
    {
      title: t("people.role"),
      width: 300,
      render: (_, one) => (
        <RoleChoice
          role={one.role}
          brand={one.brand}
          disabled={!mayManage}
          onChange={(role, brand) => change.mutate({ member: one, role, brand })}
        />
      ),
    },
    {
      title: t("people.secondFactor"),
      width: 120,
      render: (_, one) => t(one.second_factor ? "people.on" : "people.off"),
    },
    {
      title: t("people.seen"),
      width: 150,
      render: (_, one) => (one.seen_at === null ? t("state.none") : format.ago(one.seen_at, Date.now())),
    },
    {
      title: t("channels.column.actions"),
      width: 180,
      render: (_, one) => (
        <>
          <Button size="small" type="link" disabled={!mayManage} onClick={() => reset.mutate(one)}>
            {t("people.resetLink")}
          </Button>
          <Button size="small" type="link" danger disabled={!mayManage} onClick={() => setLeaving(one)}>
            {t("people.remove")}
          </Button>
        </>
      ),
    },
  ];
  return (
    <>
      <Table<Member>
        rowKey="id"
        size="middle"
        columns={columns}
        dataSource={members}
        pagination={false}
        locale={{ emptyText: <span className="quiet">{t("people.nobody")}</span> }}
      />
      {reset.data && reset.variables ? (
        <Secret
          title={t("people.resetLink")}
          hint={t("people.resetLinkHint", { name: reset.variables.name })}
          text={`${window.location.origin}/reset/${reset.data.token}`}
          onClose={() => reset.reset()}
        />
      ) : null}
      <Dialog
        open={leaving !== null}
        width={420}
        title={t("people.remove")}
        okText={t("people.remove")}
        okButtonProps={{ danger: true, loading: remove.isPending }}
        onCancel={() => setLeaving(null)}
        onOk={() => leaving && remove.mutate(leaving)}
      >
        {leaving ? t("people.removeAsk", { name: leaving.name }) : null}
      </Dialog>
    </>
  );
}
