import { DEFAULT_STATE_MACHINE, type Order } from "@switchyard/orders";
import { useMutation } from "@tanstack/react-query";
import { Input, Modal, Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../shell/api.ts";
import { keys, queryClient } from "../shell/query.ts";
import { useFailureText } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import type { OrderAction } from "../shell/wire.ts";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import type { ActionName } from "./OrderActions.tsx";
import styles from "./Orders.module.css";

interface ActionDialogProps {
  order: Order;
  action: ActionName;
  onClose: () => void;
}

/** Nothing happens before it is confirmed; what was refused stays open with the reason. */
export function ActionDialog({ order, action, onClose }: ActionDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const failureText = useFailureText();
  const people = workspace?.people ?? [];
  const states = (workspace?.settings.states ?? DEFAULT_STATE_MACHINE).states;
  const [by, setBy] = useState<string | undefined>(people[0]?.id);
  const [choice, setChoice] = useState<string>();
  const [note, setNote] = useState("");
  const act = useMutation({
    mutationFn: (said: OrderAction) => api.act(order.id, said),
    onSuccess: async ({ result }) => {
      await queryClient.invalidateQueries({ queryKey: keys.order(order.id) });
      void queryClient.invalidateQueries({ queryKey: ["orders"] });
      if (result !== "done" && result !== "waiting") return;
      toast("ok", t("orders.act.done", { action: t(`orders.act.${action}`) }));
      onClose();
    },
  });
  const said = by === undefined ? null : actionOf(action, { by, choice, note: note.trim() });
  const refused = act.data === undefined || act.data.result === "done" ? [] : act.data.records;
  const failure = act.isError ? failureText(act.error) : null;
  return (
    <Modal
      open
      width={440}
      title={t(`orders.act.${action}`)}
      okText={t("orders.act.confirm")}
      cancelText={t("state.cancel")}
      okButtonProps={{ disabled: said === null, loading: act.isPending, danger: action === "cancel" }}
      onOk={() => {
        if (said !== null) act.mutate(said);
      }}
      onCancel={onClose}
    >
      <div className={styles.action}>
        <p className="quiet">{t(`orders.act.${action}Hint`)}</p>
        {action === "route" ? (
          <Field id="action-choice" label={t("orders.act.destination")}>
            <Select
              id="action-choice"
              {...(choice === undefined ? {} : { value: choice })}
              onChange={setChoice}
              options={(workspace?.destinations ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Field>
        ) : null}
        {action === "state" ? (
          <Field id="action-choice" label={t("orders.act.newState")}>
            <Select
              id="action-choice"
              {...(choice === undefined ? {} : { value: choice })}
              onChange={setChoice}
              options={states.map(({ id, label }) => ({ value: id, label: format.text(label) }))}
            />
          </Field>
        ) : null}
        {action === "cancel" || action === "state" ? (
          <Field id="action-note" label={t(action === "cancel" ? "orders.act.reason" : "orders.act.ref")}>
            <Input id="action-note" maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
          </Field>
        ) : null}
        <Field id="action-by" label={t("orders.act.by")}>
          <Select
            id="action-by"
            {...(by === undefined ? {} : { value: by })}
            onChange={setBy}
            options={people.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
        {refused.length > 0 ? (
          <div role="alert">
            <strong>{t("orders.act.refused")}</strong>
            {refused.map(({ code, text }) => (
              <p key={code}>{format.text(text)}</p>
            ))}
          </div>
        ) : null}
        {failure ? <p role="alert">{failure.title}</p> : null}
      </div>
    </Modal>
  );
}

function Field({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  );
}

interface Filled {
  by: string;
  choice: string | undefined;
  note: string;
}
/** Null while something is still to be chosen. */
function actionOf(action: ActionName, { by, choice, note }: Filled): OrderAction | null {
  switch (action) {
    case "cancel":
      return { type: "cancel", by, ...(note === "" ? {} : { reason: note }) };
    case "release":
      return { type: "release_hold", by };
    case "unlock":
      return { type: "set_by_hand", by, unlock: ["destination"] };
    case "route":
      return choice === undefined ? null : { type: "set_by_hand", by, destination: choice };
    case "state":
      return choice === undefined
        ? null
        : { type: "assert_state", by, to: choice, ...(note === "" ? {} : { ref: note }) };
  }
}
