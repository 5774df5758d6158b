/** 申请变更: nothing of it takes effect before it is approved. Who approves is drawn, by how far the change goes. */
import { type Order, parseMoney } from "@switchyard/orders";
import { useMutation } from "@tanstack/react-query";
import { Input, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { Field } from "../shell/Field.tsx";
import { queryClient } from "../shell/query.ts";
import { Refused } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useActing } from "./acting.ts";
import styles from "./Orders.module.css";
import { type ChangeRequest, ordersApi } from "./orders-api.ts";

export function ChangeDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useTranslation();
  const { by } = useActing(undefined);
  const [reason, setReason] = useState("");
  const [level, setLevel] = useState(1);
  const [day, setDay] = useState("");
  const [qty, setQty] = useState("");
  const [amount, setAmount] = useState("");
  const [note, setNote] = useState("");
  const money = amount.trim() === "" ? null : parseMoney(amount.trim(), order.currency ?? "CNY");
  const send = useMutation({
    mutationFn: (request: ChangeRequest) => ordersApi.requestChange(order.id, request),
    onSuccess: () => {
      toast("ok", t("changes.sent"));
      void queryClient.invalidateQueries({ queryKey: ["order", order.id] });
      onClose();
    },
  });
  const count = Number(qty);
  const isWrong = (qty !== "" && !(Number.isInteger(count) && count > 0)) || money?.ok === false;
  const isEmpty = day === "" && qty === "" && amount === "" && note.trim() === "";
  return (
    <Dialog
      open
      width={480}
      title={t("changes.ask")}
      okText={t("changes.send")}
      okButtonProps={{ loading: send.isPending, disabled: reason.trim() === "" || isEmpty || isWrong }}
      onOk={() =>
        send.mutate({
          ...{ type: "request_change", by, reason: reason.trim(), level },
          ...(day !== "" && { due_date: day }),
          ...(qty !== "" && { qty: count }),
          ...(money?.ok && { amount: money.minor }),
          ...(note.trim() !== "" && { note: note.trim() }),
        })
      }
      onCancel={onClose}
    >
      <div className={styles.action}>
        <p className="quiet">{t("changes.askHint")}</p>
        <Field id="change-reason" label={t("changes.reason")}>
          <Input
            id="change-reason"
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <Segmented
          aria-label={t("changes.reach")}
          value={level}
          onChange={setLevel}
          options={[1, 2, 3].map((value) => ({ value, label: t(`changes.level.${value as 1 | 2 | 3}`) }))}
        />
        <Field id="change-day" label={t("changes.what.due")}>
          <Input id="change-day" type="date" value={day} onChange={(event) => setDay(event.target.value)} />
        </Field>
        <Field id="change-qty" label={t("changes.what.qty")}>
          <Input id="change-qty" inputMode="numeric" value={qty} onChange={(event) => setQty(event.target.value)} />
        </Field>
        <Field id="change-amount" label={t("changes.what.amount")}>
          <Input
            id="change-amount"
            inputMode="decimal"
            value={amount}
            {...(money?.ok === false ? { status: "error" as const } : {})}
            onChange={(event) => setAmount(event.target.value)}
          />
        </Field>
        <Field id="change-note" label={t("changes.note")}>
          <Input.TextArea
            id="change-note"
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
        <Refused error={send.error} />
      </div>
    </Dialog>
  );
}
