/** 标异常: what is wrong, in one of the usual words or in one's own; the order is held until somebody in charge lets it go. */
import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { Field } from "../shell/Field.tsx";
import { queryClient } from "../shell/query.ts";
import { Refused } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import { useActing } from "./acting.ts";
import styles from "./Desk.module.css";
import { ordersApi } from "./orders-api.ts";

const USUAL = ["short", "damaged", "wrong", "address", "papers"] as const;

interface FlagDialogProps {
  order: { id: string; external_id: string };
  onClose: () => void;
  onDone: (reason: string) => void;
}

export function FlagDialog({ order, onClose, onDone }: FlagDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { by } = useActing(undefined);
  const [reason, setReason] = useState("");
  const flag = useMutation({
    mutationFn: (said: string) => ordersApi.flag(order.id, { by, reason: said }),
    async onSuccess({ result }, said) {
      await queryClient.invalidateQueries({ queryKey: ["order", order.id] });
      void queryClient.invalidateQueries({ queryKey: ["orders"] });
      if (result === "done" || result === "waiting") onDone(said);
    },
  });
  const send = () => {
    if (reason.trim() !== "" && !flag.isPending) flag.mutate(reason.trim());
  };
  const isRefused = flag.data !== undefined && flag.data.result !== "done" && flag.data.result !== "waiting";
  const why = flag.data?.records[0]?.text;
  return (
    <Dialog
      open
      width={480}
      title={t("desk.flagOrder", { order: order.external_id })}
      okText={t("desk.flag")}
      okButtonProps={{ danger: true, disabled: reason.trim() === "", loading: flag.isPending }}
      onOk={send}
      onCancel={onClose}
    >
      <p className="quiet">{t("desk.flagHint")}</p>
      <div className={styles.reasons}>
        {USUAL.map((one) => (
          <Button key={one} onClick={() => setReason(t(`desk.reason.${one}`))}>
            {t(`desk.reason.${one}`)}
          </Button>
        ))}
      </div>
      <Field id="desk-reason" label={t("desk.why")}>
        <Input
          id="desk-reason"
          maxLength={200}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
          onPressEnter={({ nativeEvent }) => {
            if (!nativeEvent.isComposing) send();
          }}
        />
      </Field>
      {isRefused ? <p role="alert">{why === undefined ? t("desk.unchanged") : format.text(why)}</p> : null}
      <Refused error={flag.error} />
    </Dialog>
  );
}
