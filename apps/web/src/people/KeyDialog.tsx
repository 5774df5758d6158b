import { useMutation } from "@tanstack/react-query";
import { Checkbox, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { Field as Labelled } from "../shell/Field.tsx";
import { useFailureText } from "../shell/states.tsx";
import { Field } from "./Field.tsx";
import styles from "./People.module.css";
import { type NewKey, peopleApi } from "./people-api.ts";
import { mayWord } from "./RoleTable.tsx";

const GRANTS: NewKey["permissions"] = [
  "orders.write",
  "orders.read",
  "orders.act",
  "flows.read",
  "history.read",
  "intake.read",
  "outbox.read",
  "workspace.read",
];

/** What a new key may do, and where. */
export function KeyDialog({ onClose, onMade }: { onClose: () => void; onMade: (secret: string) => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const [key, setKey] = useState<NewKey>({
    name: "",
    permissions: ["orders.write"],
    source: null,
    brand: null,
    rate_per_minute: 60_000,
  });
  const make = useMutation({
    mutationFn: () => peopleApi.createKey(key),
    onSuccess: ({ secret }) => onMade(secret),
  });
  const said = make.isError ? failureText(make.error) : null;
  return (
    <Dialog
      open
      width={480}
      title={t("apiKeys.add")}
      okText={t("apiKeys.make")}
      okButtonProps={{ loading: make.isPending, disabled: key.name.trim() === "" || key.permissions.length === 0 }}
      onOk={() => make.mutate()}
      onCancel={onClose}
    >
      <div className={styles.form}>
        <Field
          id="key-name"
          label={t("apiKeys.name")}
          help={t("apiKeys.nameHelp")}
          value={key.name}
          onChange={(name) => setKey({ ...key, name })}
        />
        <div className={styles.field}>
          <span id="key-grants">{t("apiKeys.grants")}</span>
          <Checkbox.Group
            aria-labelledby="key-grants"
            value={key.permissions}
            options={GRANTS.map((grant) => ({ value: grant, label: t(mayWord(grant)) }))}
            onChange={(permissions) => setKey({ ...key, permissions })}
          />
        </div>
        <Field
          id="key-source"
          label={t("apiKeys.source")}
          help={t("apiKeys.sourceHelp")}
          value={key.source ?? ""}
          onChange={(text) => setKey({ ...key, source: text.trim() || null })}
        />
        <Field
          id="key-brand"
          label={t("people.brand")}
          help={t("apiKeys.brandHelp")}
          value={key.brand ?? ""}
          onChange={(text) => setKey({ ...key, brand: text.trim() || null })}
        />
        <Labelled id="key-rate" label={t("apiKeys.rate")}>
          <InputNumber
            id="key-rate"
            min={1}
            max={1_000_000}
            value={key.rate_per_minute}
            onChange={(rate) => setKey({ ...key, rate_per_minute: rate ?? 60_000 })}
          />
        </Labelled>
        {said ? (
          <p className={styles.wrong} role="alert">
            {said.title} {said.hint}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
