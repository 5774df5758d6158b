import { useMutation } from "@tanstack/react-query";
import { Alert, Input, Select, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { useFailureText } from "../shell/states.tsx";
import styles from "./Intake.module.css";
import { intakeApi } from "./intake-api.ts";

const KINDS = ["shopify", "woocommerce", "signed"] as const;
type Kind = (typeof KINDS)[number];

/** A shop or system that will call us. A secret that is made here is shown this once. */
export function SourceDialog({ onClose, onAdded }: { onClose: () => void; onAdded: () => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const [kind, setKind] = useState<Kind>("shopify");
  const [id, setId] = useState("");
  const [secret, setSecret] = useState("");
  const add = useMutation({
    mutationFn: () => intakeApi.createSource({ id, kind, name: id, ...(secret === "" ? {} : { secret }) }),
    onSuccess: onAdded,
  });
  const made = add.data;
  const address = made?.path ? `${location.origin}${made.path}` : null;
  return (
    <Dialog
      open
      title={t("intake.addSource")}
      okText={t(made ? "intake.finished" : "intake.add")}
      confirmLoading={add.isPending}
      okButtonProps={{ disabled: id === "" || (kind === "shopify" && secret.length < 8) }}
      onOk={() => (made ? onClose() : add.mutate())}
      onCancel={onClose}
    >
      <div className={styles.form}>
        {made ? (
          <>
            <p>{t("intake.madeHint")}</p>
            <Typography.Text code copyable>
              {address}
            </Typography.Text>
            {made.secret === null ? null : (
              <>
                <p>{t("intake.secretOnce")}</p>
                <Typography.Text code copyable data-testid="new-secret">
                  {made.secret}
                </Typography.Text>
              </>
            )}
          </>
        ) : (
          <>
            <label htmlFor="source-kind">{t("intake.column.kind")}</label>
            <Select
              id="source-kind"
              value={kind}
              onChange={setKind}
              options={KINDS.map((one) => ({ value: one, label: t(`intake.kind.${one}`) }))}
            />
            <label htmlFor="source-id">{t("intake.sourceId")}</label>
            <Input id="source-id" maxLength={64} value={id} onChange={(event) => setId(event.target.value.trim())} />
            <label htmlFor="source-secret">{t(`intake.secretHint.${kind}`)}</label>
            <Input.Password
              id="source-secret"
              value={secret}
              onChange={(event) => setSecret(event.target.value.trim())}
            />
            {add.isError ? (
              <Alert type="error" title={`${failureText(add.error).title} ${failureText(add.error).hint}`} />
            ) : null}
          </>
        )}
      </div>
    </Dialog>
  );
}
