/** Who belongs to the workspace, who is invited, and what each role may do. */
import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Switch } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SettingsTabs } from "../settings/SettingsTabs.tsx";
import { useSave } from "../settings/settings-api.ts";
import { Screen } from "../shell/Screen.tsx";
import { useMay, useSession } from "../shell/session.ts";
import { Failure, Loading, useFailureText } from "../shell/states.tsx";
import { useWorkspace, type Workspace } from "../shell/workspace.ts";
import { Invitations, InviteDialog } from "./Invitations.tsx";
import { MemberTable } from "./MemberTable.tsx";
import styles from "./People.module.css";
import { peopleApi, peopleKeys } from "./people-api.ts";
import { RoleTable } from "./RoleTable.tsx";

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
