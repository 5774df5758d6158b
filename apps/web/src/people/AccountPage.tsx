/** One's own account: password, second factor, open sessions. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "../shell/query.ts";
import { Screen } from "../shell/Screen.tsx";
import { useSession } from "../shell/session.ts";
import { Empty, Failure, Loading, useFailureText } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import { useFormat } from "../shell/workspace.ts";
import { deviceOf } from "./device.ts";
import { NewPassword } from "./EntryPages.tsx";
import { Field } from "./Field.tsx";
import styles from "./People.module.css";
import { peopleApi, peopleKeys } from "./people-api.ts";
import { SecondFactor } from "./SecondFactor.tsx";

export function AccountPage() {
  const { t } = useTranslation();
  const session = useSession();
  if (session.isPending) return <Loading />;
  if (session.data?.state !== "signed_in") return <Empty title={t("people.noAccount")} hint={t("people.localHint")} />;
  return (
    <Screen bare title={t("account.title")} hint={session.data.person?.name ?? ""}>
      <div className={styles.sections}>
        <PasswordSection />
        <SecondFactor />
        <SessionSection />
      </div>
    </Screen>
  );
}

function PasswordSection() {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const change = useMutation({
    mutationFn: () => peopleApi.changePassword({ current, next }),
    onSuccess: () => {
      setCurrent("");
      setNext("");
      toast("ok", t("people.passwordChanged"));
      void queryClient.invalidateQueries({ queryKey: peopleKeys.sessions });
    },
  });
  return (
    <section className={styles.section}>
      <h2>{t("people.password")}</h2>
      <p>{t("people.passwordHint")}</p>
      <div className={`${styles.form} ${styles.narrow}`}>
        <Field
          id="current-password"
          type="password"
          label={t("people.passwordNow")}
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          wrong={change.isError ? failureText(change.error).title : null}
        />
        <NewPassword label={t("people.passwordNext")} value={next} onChange={setNext} />
        <Button
          type="primary"
          disabled={current === "" || next === ""}
          loading={change.isPending}
          onClick={() => change.mutate()}
        >
          {t("people.passwordChange")}
        </Button>
      </div>
    </section>
  );
}

/** By the names that people know; the whole of what it said of itself on hovering. */
function Device({ agent }: { agent: string | null }) {
  const { t } = useTranslation();
  return <span title={agent ?? ""}>{deviceOf(agent ?? "") || t("state.none")}</span>;
}

function SessionSection() {
  const { t } = useTranslation();
  const format = useFormat();
  const tellFailure = useTellFailure();
  const sessions = useQuery({ queryKey: peopleKeys.sessions, queryFn: ({ signal }) => peopleApi.sessions(signal) });
  const end = useMutation({
    mutationFn: peopleApi.endSession,
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: peopleKeys.sessions }),
    onError: tellFailure,
  });
  if (sessions.isPending) return <Loading />;
  if (sessions.isError) return <Failure of={sessions} />;
  return (
    <section className={styles.section}>
      <h2>{t("people.sessions")}</h2>
      <p>{t("people.sessionsHint")}</p>
      <Table
        rowKey="id"
        size="middle"
        pagination={false}
        scroll={{ x: 620 }}
        dataSource={sessions.data.items}
        columns={[
          { title: t("people.device"), render: (_, one) => <Device agent={one.agent} />, ellipsis: true },
          { title: t("people.address"), width: 160, render: (_, one) => one.address || t("state.none") },
          { title: t("people.since"), width: 160, render: (_, one) => format.dateTime(one.created_at) },
          {
            title: t("channels.column.actions"),
            width: 110,
            render: (_, one) =>
              one.current ? (
                t("people.thisOne")
              ) : (
                <Button size="small" type="link" danger onClick={() => end.mutate(one.id)}>
                  {t("people.endSession")}
                </Button>
              ),
          },
        ]}
      />
    </section>
  );
}
