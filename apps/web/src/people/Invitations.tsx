/** Who is invited and has not come yet; inviting another. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { Secret } from "../shell/Secret.tsx";
import { useFailureText } from "../shell/states.tsx";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import { useFormat } from "../shell/workspace.ts";
import { Field } from "./Field.tsx";
import styles from "./People.module.css";
import { membersAgain, peopleApi, peopleKeys, type Role } from "./people-api.ts";
import { RoleChoice } from "./RoleChoice.tsx";

export function Invitations() {
  const { t } = useTranslation();
  const format = useFormat();
  const onError = useTellFailure();
  const invitations = useQuery({
    queryKey: [...peopleKeys.members, "invited"],
    queryFn: ({ signal }) => peopleApi.invitations(signal),
  });
  const withdraw = useMutation({ mutationFn: peopleApi.withdraw, onSuccess: membersAgain, onError });
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

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const [email, setEmail] = useState("");
  const [held, setHeld] = useState<{ role: Role; brand: string | null }>({ role: "operator", brand: null });
  const invite = useMutation({
    mutationFn: () => peopleApi.invite({ email: email.trim(), ...held }),
    onSuccess: membersAgain,
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
