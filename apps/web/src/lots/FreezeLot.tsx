/** 质检拦截: freezes a lot with every order that it reached, or lets it go. Asked once, with how many orders it is about. */
import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useActing } from "../orders/acting.ts";
import { Dialog } from "../shell/Dialog.tsx";
import { Field } from "../shell/Field.tsx";
import { May } from "../shell/May.tsx";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import { chainChanged, lotsApi, type TracedLot } from "./lots-api.ts";

export function FreezeLot({ lot, orders }: { lot: TracedLot; orders: number }) {
  const { t } = useTranslation();
  const { by } = useActing(undefined);
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const onError = useTellFailure();
  const isFrozen = lot.frozen.length > 0;
  const change = useMutation({
    mutationFn: () => (isFrozen ? lotsApi.lift(lot.name, by) : lotsApi.freeze(lot.name, reason.trim(), by)),
    onSuccess: () => {
      setOpen(false);
      chainChanged();
    },
    onError,
  });
  const word = t(isFrozen ? "lots.lift" : "lots.freeze");
  return (
    <May permission="orders.act">
      <Button danger={!isFrozen} onClick={() => setOpen(true)}>
        {word}
      </Button>
      <Dialog
        open={isOpen}
        title={word}
        okText={word}
        okButtonProps={{ danger: !isFrozen, loading: change.isPending, disabled: !isFrozen && reason.trim() === "" }}
        onOk={() => change.mutate()}
        onCancel={() => setOpen(false)}
      >
        <p>{t(isFrozen ? "lots.liftAsk" : "lots.freezeAsk", { lot: lot.name, n: orders })}</p>
        {isFrozen ? null : (
          <Field id="freeze-reason" label={t("lots.reason")}>
            <Input
              id="freeze-reason"
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
        )}
      </Dialog>
    </May>
  );
}
