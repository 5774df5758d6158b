/** Signing in, in one step or two: the same on the page before the door and over a page whose session has ended. */
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFailureText } from "../shell/states.tsx";
import { EmailField, Field } from "./Field.tsx";
import styles from "./People.module.css";
import { peopleApi } from "./people-api.ts";

interface Entrance {
  /** The password was right, and a code of the app is asked for. */
  needsCode: boolean;
  /** To the first step. */
  back: () => void;
  form: ReactNode;
}

/** `onIn`: what follows once the person is in. */
export function useEntrance(onIn: () => Promise<void>): Entrance {
  const { t } = useTranslation();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState<string | null>(null);
  const enter = useMutation({
    mutationFn: () => (code === null ? peopleApi.enter({ email, password }) : peopleApi.enterWithCode(code.trim())),
    onSuccess: async ({ result }) => {
      if (result === "second_factor") setCode("");
      else await onIn();
    },
  });
  const form = (
    <Form onSubmit={() => enter.mutate()} busy={enter.isPending} wrong={enter.error} action={t("people.signIn")}>
      {code === null ? (
        <>
          <EmailField value={email} onChange={setEmail} autoFocus />
          <Field
            id="password"
            type="password"
            label={t("people.password")}
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
          />
        </>
      ) : (
        <Field
          id="code"
          label={t("people.code")}
          autoComplete="one-time-code"
          value={code}
          onChange={setCode}
          autoFocus
        />
      )}
    </Form>
  );
  const back = () => {
    setCode(null);
    enter.reset();
  };
  return { needsCode: code !== null, back, form };
}

export function Form({
  onSubmit,
  busy,
  wrong,
  action,
  danger = false,
  children,
}: {
  onSubmit: () => void;
  busy: boolean;
  wrong: unknown;
  action: string;
  /** What is done takes something away. */
  danger?: boolean;
  children: ReactNode;
}) {
  const failureText = useFailureText();
  const said = wrong ? failureText(wrong) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {children}
      {said ? (
        <p className={styles.wrong} role="alert">
          {said.title}
        </p>
      ) : null}
      <Button {...(danger ? { danger } : { type: "primary" })} htmlType="submit" loading={busy} block>
        {action}
      </Button>
    </form>
  );
}
