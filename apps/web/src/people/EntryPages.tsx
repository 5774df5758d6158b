/** Before the door: signing in (in one step or two), the first owner, an invitation. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useRouter, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "../shell/query.ts";
import { useSession } from "../shell/session.ts";
import { Loading, useFailureText } from "../shell/states.tsx";
import { Form, useEntrance } from "./Entrance.tsx";
import { EntryCard } from "./EntryCard.tsx";
import { EmailField, Field } from "./Field.tsx";
import styles from "./People.module.css";
import { peopleApi, peopleKeys } from "./people-api.ts";
import type { SignInSearch } from "./sign-in-search.ts";

/** Inside: everything that was asked before is asked anew. Who came by an invitation, or for a page, goes back to it. */
function useComeIn({ invitation, back }: SignInSearch = {}) {
  const navigate = useNavigate();
  const { history } = useRouter();
  return async () => {
    queryClient.clear();
    if (invitation !== undefined) await navigate({ to: "/invite/$token", params: { token: invitation } });
    else if (back !== undefined) history.replace(back);
    else await navigate({ to: "/" });
  };
}

export function SignInPage() {
  const { t } = useTranslation();
  const session = useSession();
  const { invitation, error, back } = useSearch({ strict: false }) as SignInSearch;
  const comeIn = useComeIn({ invitation, back });
  const entrance = useEntrance(comeIn);
  if (entrance.needsCode)
    return (
      <EntryCard title={t("people.code")} hint={t("people.codeHint")}>
        {entrance.form}
        <Button type="link" block onClick={entrance.back}>
          {t("people.back")}
        </Button>
      </EntryCard>
    );
  if (session.data?.state === "set_up")
    return (
      <EntryCard title={t("people.setUp")} hint={t("people.setUpWhere")}>
        {null}
      </EntryCard>
    );
  return (
    <EntryCard title={t("people.signIn")} {...(invitation ? { hint: t("people.signInToJoin") } : {})}>
      {error === undefined ? null : (
        <p className={styles.wrong} role="alert">
          {t(error === "signup_disabled" ? "people.companyUnknown" : "people.companyFailed")}
        </p>
      )}
      {entrance.form}
      <ByCompany invitation={invitation} />
      <Link to="/forgot" className={styles.forgot ?? ""}>
        {t("people.forgot")}
      </Link>
    </EntryCard>
  );
}

/** The company's own identity, where there is one. With an invitation, a new person may come by it. */
function ByCompany({ invitation }: { invitation: string | undefined }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const name = useSession().data?.open_id;
  const company = useMutation({
    mutationFn: () => peopleApi.enterByCompany(invitation),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  if (!name) return null;
  return (
    <>
      <p className={styles.or}>{t("people.or")}</p>
      <Button block loading={company.isPending} onClick={() => company.mutate()}>
        {t("people.signInBy", { name })}
      </Button>
      {company.isError ? (
        <p className={styles.wrong} role="alert">
          {failureText(company.error).title}
        </p>
      ) : null}
    </>
  );
}

export function SetUpPage() {
  const { t } = useTranslation();
  const search = useSearch({ strict: false }) as { code?: string };
  const comeIn = useComeIn();
  const [code, setCode] = useState(search.code ?? "");
  const [person, setPerson] = useState({ name: "", email: "", password: "" });
  const setUp = useMutation({ mutationFn: () => peopleApi.setUp({ code, ...person }), onSuccess: comeIn });
  return (
    <EntryCard title={t("people.setUp")} hint={t("people.setUpHint")}>
      <Form onSubmit={() => setUp.mutate()} busy={setUp.isPending} wrong={setUp.error} action={t("people.setUpDo")}>
        <Field id="code" label={t("people.setUpCode")} value={code} onChange={setCode} />
        <Field
          id="name"
          label={t("people.name")}
          autoComplete="name"
          value={person.name}
          onChange={(name) => setPerson({ ...person, name })}
          autoFocus
        />
        <EmailField value={person.email} onChange={(email) => setPerson({ ...person, email })} />
        <NewPassword value={person.password} onChange={(password) => setPerson({ ...person, password })} />
      </Form>
    </EntryCard>
  );
}

export function NewPassword({
  value,
  onChange,
  label,
}: {
  value: string;
  onChange: (value: string) => void;
  label?: string;
}) {
  const { t } = useTranslation();
  const { min } = useSession().data?.password ?? { min: 10 };
  return (
    <Field
      id="new-password"
      type="password"
      label={label ?? t("people.password")}
      autoComplete="new-password"
      help={t("people.passwordHelp", { min })}
      value={value}
      onChange={onChange}
    />
  );
}

export function InvitationPage() {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const { token } = useParams({ strict: false }) as { token: string };
  const comeIn = useComeIn();
  const session = useSession();
  const [person, setPerson] = useState({ name: "", password: "" });
  const invitation = useQuery({
    queryKey: peopleKeys.invitation(token),
    queryFn: ({ signal }) => peopleApi.invitation(token, signal),
    retry: false,
  });
  const isIn = session.data?.state === "signed_in";
  const accept = useMutation({
    mutationFn: () => peopleApi.accept(token, invitation.data?.known === true ? {} : person),
    onSuccess: comeIn,
  });
  if (invitation.isPending) return <Loading />;
  if (invitation.isError)
    return (
      <EntryCard title={failureText(invitation.error).title} hint={t("people.invitedGone")}>
        <Link to="/sign-in" className={styles.forgot ?? ""}>
          {t("people.signIn")}
        </Link>
      </EntryCard>
    );
  const { email, workspace, known } = invitation.data;
  return (
    <EntryCard
      title={t("people.invited", { workspace })}
      hint={t(known ? "people.invitedKnown" : "people.invitedNew", { email })}
    >
      {known && !isIn ? (
        <Link to="/sign-in" search={{ invitation: token }}>
          <Button type="primary" block tabIndex={-1}>
            {t("people.signIn")}
          </Button>
        </Link>
      ) : (
        <Form onSubmit={() => accept.mutate()} busy={accept.isPending} wrong={accept.error} action={t("people.join")}>
          {known ? null : (
            <>
              <Field
                id="name"
                label={t("people.name")}
                autoComplete="name"
                value={person.name}
                onChange={(name) => setPerson({ ...person, name })}
                autoFocus
              />
              <NewPassword value={person.password} onChange={(password) => setPerson({ ...person, password })} />
            </>
          )}
        </Form>
      )}
      {isIn ? null : <ByCompany invitation={token} />}
    </EntryCard>
  );
}
