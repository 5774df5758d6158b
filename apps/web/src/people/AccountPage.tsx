/** One's own account: password, second factor, open sessions. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "../shell/query.ts";
import { Screen } from "../shell/Screen.tsx";
import { Empty, Failure, Loading, useFailureText } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useFormat } from "../shell/workspace.ts";
import { NewPassword } from "./EntryPages.tsx";
import { Field } from "./Field.tsx";
import styles from "./People.module.css";
import { peopleApi, peopleKeys, useSession } from "./people-api.ts";

export function AccountPage() {
  const { t } = useTranslation();
  const session = useSession();
  if (session.isPending) return <Loading />;
  if (session.data?.state !== "signed_in") return <Empty title={t("people.noAccount")} hint={t("people.localHint")} />;
  return (
    <Screen bare title={t("account.title")} hint={session.data.person?.name ?? ""}>
      <div className={styles.sections}>
        <PasswordSection />
        <FactorSection />
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

function FactorSection() {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const begin = useMutation({ mutationFn: () => peopleApi.beginFactor(password) });
  const confirm = useMutation({
    mutationFn: () => peopleApi.confirmFactor(code.trim()),
    onSuccess: () => {
      toast("ok", t("people.factorOn"));
      begin.reset();
      setPassword("");
    },
  });
  const end = useMutation({
    mutationFn: () => peopleApi.endFactor(password),
    onSuccess: () => {
      toast("ok", t("people.factorOff"));
      setPassword("");
    },
  });
  const wrong = begin.error ?? end.error;
  return (
    <section className={styles.section}>
      <h2>{t("people.secondFactor")}</h2>
      <p>{t("people.factorHint")}</p>
      <div className={`${styles.form} ${styles.narrow}`}>
        {begin.data ? (
          <>
            <p>{t("people.factorScan")}</p>
            <div className={styles.secret}>
              <code>{new URL(begin.data.uri).searchParams.get("secret")}</code>
            </div>
            <p>{t("people.backupCodes")}</p>
            <ul className={styles.codes}>
              {begin.data.backup_codes.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
            <Field
              id="factor-code"
              label={t("people.code")}
              autoComplete="one-time-code"
              value={code}
              onChange={setCode}
              wrong={confirm.isError ? failureText(confirm.error).title : null}
            />
            <Button type="primary" loading={confirm.isPending} onClick={() => confirm.mutate()}>
              {t("people.factorConfirm")}
            </Button>
          </>
        ) : (
          <>
            <Field
              id="factor-password"
              type="password"
              label={t("people.passwordNow")}
              autoComplete="current-password"
              value={password}
              onChange={setPassword}
              wrong={wrong ? failureText(wrong).title : null}
            />
            <div className={styles.secret}>
              <Button
                type="primary"
                disabled={password === ""}
                loading={begin.isPending}
                onClick={() => begin.mutate()}
              >
                {t("people.factorBegin")}
              </Button>
              <Button disabled={password === ""} loading={end.isPending} onClick={() => end.mutate()}>
                {t("people.factorEnd")}
              </Button>
            </div>
          </>
        )}
      </div>
    </section>
  );
}

function SessionSection() {
  const { t } = useTranslation();
  const format = useFormat();
  const failureText = useFailureText();
  const sessions = useQuery({ queryKey: peopleKeys.sessions, queryFn: ({ signal }) => peopleApi.sessions(signal) });
  const end = useMutation({
    mutationFn: peopleApi.endSession,
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: peopleKeys.sessions }),
    onError: (error) => toast("warn", failureText(error).title),
  });
  if (sessions.isPending) return <Loading />;
  if (sessions.isError) return <Failure error={sessions.error} onRetry={() => void sessions.refetch()} />;
  return (
    <section className={styles.section}>
      <h2>{t("people.sessions")}</h2>
      <p>{t("people.sessionsHint")}</p>
      <Table
        rowKey="id"
        size="middle"
        pagination={false}
        dataSource={sessions.data.items}
        columns={[
          { title: t("people.device"), render: (_, one) => one.agent ?? t("state.none"), ellipsis: true },
          { title: t("people.address"), width: 160, render: (_, one) => one.address ?? t("state.none") },
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
