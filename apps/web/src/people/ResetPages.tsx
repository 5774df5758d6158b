/** A lost password: asking for a link by mail, and a new password with a link. */
import { useMutation } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Form } from "./Entrance.tsx";
import { EntryCard } from "./EntryCard.tsx";
import { NewPassword } from "./EntryPages.tsx";
import { EmailField } from "./Field.tsx";
import styles from "./People.module.css";
import { peopleApi } from "./people-api.ts";

export function ForgotPage() {
  const { t } = useTranslation();
  const [email, setEmail] = useState("");
  const ask = useMutation({ mutationFn: () => peopleApi.forgot(email.trim()) });
  return (
    <EntryCard title={t("people.forgot")} hint={t(ask.isSuccess ? "people.forgotSent" : "people.forgotHint")}>
      {ask.isSuccess ? null : (
        <Form onSubmit={() => ask.mutate()} busy={ask.isPending} wrong={ask.error} action={t("people.forgotDo")}>
          <EmailField value={email} onChange={setEmail} autoFocus />
        </Form>
      )}
      <Link to="/sign-in" className={styles.forgot ?? ""}>
        {t("people.signIn")}
      </Link>
    </EntryCard>
  );
}

export function ResetPage() {
  const { t } = useTranslation();
  const { token } = useParams({ strict: false }) as { token: string };
  const [password, setPassword] = useState("");
  const reset = useMutation({ mutationFn: () => peopleApi.reset(token, password) });
  return (
    <EntryCard title={t("people.reset")} hint={t(reset.isSuccess ? "people.resetDone" : "people.resetHint")}>
      {reset.isSuccess ? null : (
        <Form
          onSubmit={() => reset.mutate()}
          busy={reset.isPending}
          wrong={reset.error}
          action={t("people.passwordChange")}
        >
          <NewPassword value={password} onChange={setPassword} />
        </Form>
      )}
      <Link to="/sign-in" className={styles.forgot ?? ""}>
        {t("people.signIn")}
      </Link>
    </EntryCard>
  );
}
