/** Who belongs to the workspace, who is invited, and what each role may do. */
import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Select, Switch, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SettingsTabs } from "../settings/SettingsTabs.tsx";
import { useSave } from "../settings/settings-api.ts";
import { Dialog } from "../shell/Dialog.tsx";
import { queryClient } from "../shell/query.ts";
import { Screen } from "../shell/Screen.tsx";
import { Secret } from "../shell/Secret.tsx";
import { useMay, useSession } from "../shell/session.ts";
import { Failure, Loading, useFailureText } from "../shell/states.tsx";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import type { Workspace } from "../shell/workspace.ts";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import { Field } from "./Field.tsx";
import styles from "./People.module.css";
import { type Member, peopleApi, peopleKeys, type Role } from "./people-api.ts";
import { RoleTable } from "./RoleTable.tsx";

const ROLES: readonly Role[] = ["owner", "publisher", "editor", "operator", "viewer", "brand_guest"];

export function MembersPage() {
  const { t } = useTranslation();
  const mayManage = useMay("members.manage");
  const isLocal = useSession().data?.state === "local";
  const [inviting, setInviting] = useState(false);
  const members = useQuery({ queryKey: peopleKeys.members, queryFn: ({ signal }) => peopleApi.members(signal) });
  const invite = (
    <Button
      type="primary"
      icon={<PlusOutlined aria-hidden />}
      disabled={!mayManage || isLocal}
      onClick={() => setInviting(true)}
    >
      {t("people.invite")}
    </Button>
  );
  function content() {
    if (members.isPending) return <Loading />;
    if (members.isError) return <Failure of={members} />;
    return (
      <div className={styles.sections}>
        <section className={styles.section}>
          <h2>{t("settings.members")}</h2>
          <p>{t(isLocal ? "people.localHint" : "people.membersHint")}</p>
          <MemberTable members={members.data.items} mayManage={mayManage} />
        </section>
        {mayManage && !isLocal ? <Invitations /> : null}
        {isLocal ? null : <FourEyesSwitch />}
        <section className={styles.section}>
          <h2>{t("people.roles")}</h2>
          <p>{t("people.rolesHint")}</p>
          <RoleTable />
        </section>
      </div>
    );
  }
  return (
    <Screen
      bare
      title={t("settings.members")}
      hint={t("people.membersScreen")}
      actions={invite}
      filters={<SettingsTabs />}
    >
      {content()}
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </Screen>
  );
}

function FourEyesSwitch() {
  const workspace = useWorkspace();
  return workspace ? <FourEyesSetting workspace={workspace} /> : null;
}

function FourEyesSetting({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const may = useMay("workspace.manage");
  const save = useSave(workspace, () => {});
  return (
    <section className={styles.section} data-testid="four-eyes">
      <h2>{t("people.fourEyes")}</h2>
      <p>{t("people.fourEyesHint")}</p>
      <Switch
        aria-label={t("people.fourEyes")}
        checked={workspace.four_eyes}
        disabled={!may}
        loading={save.isPending}
        onChange={(four_eyes) => save.mutate({ four_eyes })}
      />
      {save.isError ? (
        <p role="alert" className={styles.wrong}>
          {failureText(save.error).title}
        </p>
      ) : null}
    </section>
  );
}

const again = () => void queryClient.invalidateQueries({ queryKey: peopleKeys.members });

function MemberTable({ members, mayManage }: { members: Member[]; mayManage: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tellFailure = useTellFailure();
  const [leaving, setLeaving] = useState<Member | null>(null);
  const onError = tellFailure;
  const change = useMutation({
    mutationFn: ({ member, role, brand }: { member: Member; role: Role; brand: string | null }) =>
      peopleApi.changeMember(member.id, { role, brand }),
    onSuccess: again,
    onError,
  });
  const remove = useMutation({
    mutationFn: (member: Member) => peopleApi.removeMember(member.id),
    onSuccess: () => {
      again();
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

/** A role, and for a brand guest the brand. */
function RoleChoice(props: {
  role: Role;
  brand: string | null;
  disabled?: boolean;
  onChange: (role: Role, brand: string | null) => void;
}) {
  const { t } = useTranslation();
  const brands = useWorkspace()?.brands ?? [];
  const { role, brand, disabled = false, onChange } = props;
  const firstBrand = brands[0]?.id ?? null;
  return (
    <span className={styles.secret}>
      <Select<Role>
        aria-label={t("people.role")}
        style={{ width: 130 }}
        disabled={disabled}
        value={role}
        options={ROLES.map((one) => ({
          value: one,
          label:
            one === "brand_guest" && brands.length === 0
              ? t("people.guestNeedsBrand", { role: t("account.roleName.brand_guest") })
              : t(`account.roleName.${one}`),
          disabled: one === "brand_guest" && brands.length === 0,
        }))}
        onChange={(next) => onChange(next, next === "brand_guest" ? firstBrand : null)}
      />
      {role === "brand_guest" ? (
        <Select<string>
          aria-label={t("people.brand")}
          style={{ width: 130 }}
          disabled={disabled}
          value={brands.find(({ id, name }) => id === brand || name === brand)?.id ?? brand ?? ""}
          options={brands.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(next) => onChange(role, next)}
        />
      ) : null}
    </span>
  );
}

function Invitations() {
  const { t } = useTranslation();
  const format = useFormat();
  const tellFailure = useTellFailure();
  const invitations = useQuery({
    queryKey: [...peopleKeys.members, "invited"],
    queryFn: ({ signal }) => peopleApi.invitations(signal),
  });
  const withdraw = useMutation({
    mutationFn: peopleApi.withdraw,
    onSuccess: again,
    onError: tellFailure,
  });
  const items = invitations.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2>{t("people.invitations")}</h2>
      <Table
        rowKey="id"
        size="middle"
        pagination={false}
        dataSource={items}
        columns={[
          { title: t("people.email"), dataIndex: "email" },
          { title: t("people.role"), render: (_, one) => t(`account.roleName.${one.role}`) },
          { title: t("people.until"), render: (_, one) => format.dateTime(one.expires_at) },
          {
            title: t("channels.column.actions"),
            width: 90,
            render: (_, one) => (
              <Button size="small" type="link" danger onClick={() => withdraw.mutate(one.id)}>
                {t("people.withdraw")}
              </Button>
            ),
          },
        ]}
      />
    </section>
  );
}

/** Enough to catch a slip; the server looks closely. */
const IS_EMAIL = /^\S+@\S+\.\S+$/;

function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const [email, setEmail] = useState("");
  const [held, setHeld] = useState<{ role: Role; brand: string | null }>({ role: "operator", brand: null });
  const invite = useMutation({
    mutationFn: () => peopleApi.invite({ email: email.trim(), ...held }),
    onSuccess: again,
  });
  const [isWrong, setWrong] = useState(false);
  const submit = () => (IS_EMAIL.test(email.trim()) ? invite.mutate() : setWrong(true));
  if (invite.data) {
    const link = `${window.location.origin}/invite/${invite.data.token}`;
    return (
      <Secret
        title={t("people.inviteLink")}
        hint={t("people.inviteLinkHint", { email: invite.data.invitation.email })}
        text={link}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog
      open
      width={420}
      title={t("people.invite")}
      okText={t("people.inviteDo")}
      okButtonProps={{ loading: invite.isPending, disabled: email.trim() === "" }}
      onOk={submit}
      onCancel={onClose}
    >
      <div className={styles.form}>
        <Field
          id="invite-email"
          type="email"
          label={t("people.email")}
          value={email}
          onChange={(next) => {
            setEmail(next);
            setWrong(false);
          }}
          wrong={isWrong ? t("people.emailWrong") : invite.isError ? failureText(invite.error).title : null}
          onEnter={submit}
        />
        <RoleChoice role={held.role} brand={held.brand} onChange={(role, brand) => setHeld({ role, brand })} />
        <p className={styles.help}>{t(`people.roleHelp.${held.role}`)}</p>
      </div>
    </Dialog>
  );
}
