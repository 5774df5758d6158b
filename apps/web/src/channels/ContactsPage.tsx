import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Input, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SettingsTabs } from "../settings/SettingsTabs.tsx";
import { Dialog } from "../shell/Dialog.tsx";
import { Field } from "../shell/Field.tsx";
import { May } from "../shell/May.tsx";
import { NIGHT, QuietSpan } from "../shell/QuietSpan.tsx";
import { queryClient } from "../shell/query.ts";
import { RequestFailure } from "../shell/request.ts";
import { Screen } from "../shell/Screen.tsx";
import { Empty, Failure, Loading, useFailureText } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Channels.module.css";
import { type Contact, type ContactView, channelKeys, channelsApi } from "./channels-api.ts";

const FIELDS = ["email", "mobile", "wecom", "dingtalk", "feishu"] as const satisfies readonly (keyof Contact)[];

export function ContactsPage() {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<ContactView | null>(null);
  const contacts = useQuery({ queryKey: channelKeys.contacts, queryFn: ({ signal }) => channelsApi.contacts(signal) });
  const columns: TableColumnsType<ContactView> = [
    {
      title: t("contacts.person"),
      render: (_, one) => (
        <>
          <span className={styles.name}>{one.name}</span>
          <small className={styles.sub}>{one.role}</small>
        </>
      ),
    },
    ...FIELDS.map((field) => ({
      title: t(`contacts.field.${field}`),
      width: field === "email" ? 220 : 150,
      ellipsis: true,
      render: (_: unknown, one: ContactView) => one.contact[field] ?? <span className="quiet">{t("state.none")}</span>,
    })),
    {
      title: t("contacts.quiet"),
      width: 120,
      render: (_, { contact: { quiet_hours: hours } }) =>
        hours ? `${hours.start}–${hours.end}` : <span className="quiet">{t("contacts.quietUsual")}</span>,
    },
    {
      title: t("channels.column.actions"),
      width: 90,
      render: (_, one) => (
        <May permission="channels.manage">
          <Button size="small" type="link" onClick={() => setEditing(one)}>
            {t("channels.edit")}
          </Button>
        </May>
      ),
    },
  ];

  function content() {
    if (contacts.isPending) return <Loading />;
    if (contacts.isError) return <Failure of={contacts} />;
    if (contacts.data.items.length === 0)
      return <Empty title={t("contacts.emptyTitle")} hint={t("contacts.emptyHint")} />;
    return (
      <Table<ContactView>
        rowKey="person"
        size="middle"
        sticky
        columns={columns}
        dataSource={contacts.data.items}
        pagination={false}
      />
    );
  }
  return (
    <Screen title={t("settings.contacts")} hint={t("contacts.hint")} filters={<SettingsTabs />}>
      {content()}
      {editing ? <ContactDialog key={editing.person} one={editing} onClose={() => setEditing(null)} /> : null}
    </Screen>
  );
}

function ContactDialog({ one, onClose }: { one: ContactView; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const failureText = useFailureText();
  const [contact, setContact] = useState<Contact>(one.contact);
  const save = useMutation({
    mutationFn: () => channelsApi.putContact(one.person, contact),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: channelKeys.contacts });
      toast("ok", t("contacts.saved", { name: one.name }));
      onClose();
    },
  });
  const problems = save.error instanceof RequestFailure ? save.error.problems : [];
  return (
    <Dialog
      open
      width={420}
      title={t("contacts.title", { name: one.name })}
      okText={t("channels.save")}
      okButtonProps={{ loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className={styles.form}>
        {FIELDS.map((field) => {
          const problem = problems.find(({ pointer }) => pointer === `/${field}`);
          return (
            <Field
              key={field}
              id={`contact-${field}`}
              label={t(`contacts.field.${field}`)}
              error={problem && format.text(problem.message)}
            >
              <Input
                id={`contact-${field}`}
                autoComplete="off"
                value={contact[field] ?? ""}
                onChange={(event) => setContact({ ...contact, [field]: event.target.value })}
              />
            </Field>
          );
        })}
        <div className={styles.field}>
          <Checkbox
            checked={contact.quiet_hours !== undefined}
            onChange={(event) => setContact({ ...contact, quiet_hours: event.target.checked ? NIGHT : undefined })}
          >
            {t("contacts.quietOwn")}
          </Checkbox>
          {contact.quiet_hours ? (
            <QuietSpan
              from={t("contacts.quietFrom")}
              to={t("contacts.quietTo")}
              value={contact.quiet_hours}
              onChange={(quiet_hours) => setContact({ ...contact, quiet_hours })}
            />
          ) : null}
          {problems
            .filter(({ pointer }) => pointer === "/quiet_hours")
            .map(({ code, message }) => (
              <p key={code} className={styles.wrong}>
                {format.text(message)}
              </p>
            ))}
        </div>
        {save.isError && problems.length === 0 ? <p role="alert">{failureText(save.error).title}</p> : null}
      </div>
    </Dialog>
  );
}
