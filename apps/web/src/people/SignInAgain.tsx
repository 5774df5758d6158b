/** Over a page whose person's session has ended: once they are in again they go on where they were. */
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { queryClient } from "../shell/query.ts";
import { Form } from "./EntryPages.tsx";
import { EmailField, Field } from "./Field.tsx";
import { peopleApi, peopleKeys, useEnded, useSession } from "./people-api.ts";

/** Over every other dialog: what was being filled in there stays. */
const ABOVE = 3000;

export default function SignInAgain() {
  const { t } = useTranslation();
  const before = useSession().data;
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState<string | null>(null);
  const enter = useMutation({
    mutationFn: async () => {
      const entrance = code === null ? peopleApi.enter({ email, password }) : peopleApi.enterWithCode(code.trim());
      if ((await entrance).result === "second_factor") return null;
      return await peopleApi.session();
    },
    onSuccess: (now) => {
      if (now === null) setCode("");
      else if (now.person?.id !== before?.person?.id) window.location.assign("/");
      else {
        queryClient.setQueryData(peopleKeys.session, now);
        useEnded.setState({ ended: false });
      }
    },
  });
  return (
    <Dialog
      open
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={null}
      width={400}
      zIndex={ABOVE}
      title={t("people.ended")}
    >
      <p>{code === null ? t("people.endedHint", { name: before?.person?.name }) : t("people.codeHint")}</p>
      <Form onSubmit={() => enter.mutate()} busy={enter.isPending} wrong={enter.error} action={t("people.signIn")}>
        {code === null ? (
          <>
            <EmailField value={email} onChange={setEmail} />
            <Field
              id="password-again"
              type="password"
              label={t("people.password")}
              autoComplete="current-password"
              value={password}
              onChange={setPassword}
            />
          </>
        ) : (
          <Field
            id="code-again"
            label={t("people.code")}
            autoComplete="one-time-code"
            value={code}
            onChange={setCode}
            autoFocus
          />
        )}
      </Form>
      <p>
        <a href="/sign-in">{t("people.endedLeave")}</a>
      </p>
    </Dialog>
  );
}
