/** Whether one's account asks for a code of an app too; turning it on (scan, keep the backup codes, try it) and off. */
import { useMutation } from "@tanstack/react-query";
import { Button, QRCode } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Copyable } from "../shell/Copyable.tsx";
import { queryClient } from "../shell/query.ts";
import { SESSION, useSession } from "../shell/session.ts";
import { useFailureText } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { palettes } from "../shell/tokens.ts";
import { Form } from "./Entrance.tsx";
import { Field } from "./Field.tsx";
import styles from "./People.module.css";
import { peopleApi } from "./people-api.ts";

export function SecondFactor() {
  const { t } = useTranslation();
  const isOn = useSession().data?.second_factor === true;
  const [password, setPassword] = useState("");
  const begin = useMutation({ mutationFn: () => peopleApi.beginFactor(password) });
  const end = useMutation({
    mutationFn: () => peopleApi.endFactor(password),
    onSuccess: () => changed(t("people.factorOff")),
  });
  function changed(said: string) {
    toast("ok", said);
    begin.reset();
    setPassword("");
    void queryClient.invalidateQueries({ queryKey: SESSION });
  }
  const act = isOn ? end : begin;
  return (
    <section className={styles.section} data-testid="second-factor">
      <h2>
        {t("people.secondFactor")}{" "}
        <span className={styles.mark} data-on={isOn}>
          {t(isOn ? "people.on" : "people.off")}
        </span>
      </h2>
      <p>{t(isOn ? "people.factorIsOn" : "people.factorHint")}</p>
      {begin.data ? (
        <Begun {...begin.data} onOn={() => changed(t("people.factorOn"))} onLeave={() => begin.reset()} />
      ) : (
        <div className={styles.narrow}>
          <Form
            onSubmit={() => act.mutate()}
            busy={act.isPending}
            wrong={act.error}
            danger={isOn}
            action={t(isOn ? "people.factorEnd" : "people.factorBegin")}
          >
            <Field
              id="factor-password"
              type="password"
              label={t("people.passwordNow")}
              autoComplete="current-password"
              value={password}
              onChange={setPassword}
            />
          </Form>
        </div>
      )}
    </section>
  );
}

/** Not on until the app's first code was right. */
function Begun(props: { uri: string; backup_codes: string[]; onOn: () => void; onLeave: () => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const [code, setCode] = useState("");
  const confirm = useMutation({ mutationFn: () => peopleApi.confirmFactor(code.trim()), onSuccess: props.onOn });
  const secret = new URL(props.uri).searchParams.get("secret") ?? "";
  const { ink, panel } = palettes.light;
  return (
    <div className={styles.form}>
      <p>{t("people.factorScan")}</p>
      <div className={styles.scan}>
        {/* Cameras want dark on light, in the dark too. */}
        <div role="img" aria-label={t("people.factorPicture")}>
          <QRCode type="svg" value={props.uri} size={168} color={ink} bgColor={panel} />
        </div>
        <Copyable text={secret} />
      </div>
      <p>{t("people.backupCodes")}</p>
      <Copyable text={props.backup_codes.join("\n")} label={t("people.copyCodes")}>
        <ul className={styles.codes}>
          {props.backup_codes.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </Copyable>
      <div className={`${styles.form} ${styles.narrow}`}>
        <Field
          id="factor-code"
          label={t("people.factorFirst")}
          autoComplete="one-time-code"
          value={code}
          onChange={setCode}
          onEnter={() => confirm.mutate()}
          wrong={confirm.isError ? failureText(confirm.error).title : null}
        />
        <div className={styles.line}>
          <Button type="primary" loading={confirm.isPending} onClick={() => confirm.mutate()}>
            {t("people.factorConfirm")}
          </Button>
          <Button onClick={props.onLeave}>{t("state.cancel")}</Button>
        </div>
      </div>
    </div>
  );
}
