import { DEFAULT_STATE_MACHINE, type Text } from "@switchyard/orders";
import { useMutation } from "@tanstack/react-query";
import { Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { Field } from "../shell/Field.tsx";
import { keys, queryClient } from "../shell/query.ts";
import { useFailureText } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import { useActing } from "./acting.ts";
import type { ActionName } from "./actions.ts";
import styles from "./Orders.module.css";
import type { ActedOn, OrderAction } from "./orders-api.ts";
import { ordersApi } from "./orders-api.ts";

interface ActionDialogProps {
  /** One, or up to 500 at once. */
  orders: readonly string[];
  action: ActionName;
  onClose: () => void;
  /** It was done with each of them. */
  onDone?: () => void;
}

/** Nothing happens before it is confirmed; what was refused stays open with the reason. */
export function ActionDialog({ orders, action, onClose, onDone }: ActionDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const failureText = useFailureText();
  const states = (workspace?.settings.states ?? DEFAULT_STATE_MACHINE).states;
  const [actor, setActor] = useState<string>();
  const { by, choices, inName } = useActing(actor);
  const [choice, setChoice] = useState<string>();
  const [note, setNote] = useState("");
  const [day, setDay] = useState("");
  const act = useMutation({
    mutationFn: (said: OrderAction) => ordersApi.actMany({ orders: [...orders], action: said }),
    onSuccess: async ({ items }, said) => {
      await refresh(orders);
      const done = items.filter(isDone);
      if (done.length === 0) return;
      const words = { action: t(`orders.act.${action}`), n: done.length, left: items.length - done.length };
      const text = words.left > 0 ? t("orders.act.doneSome", words) : t("orders.act.doneAll", words);
      toast(
        words.left > 0 ? "warn" : "ok",
        orders.length === 1 ? t("orders.act.done", words) : text,
        action === "route"
          ? { label: t("orders.act.undo"), run: () => void takeBack(done, said.by).then(told, told) }
          : undefined,
      );
      if (words.left > 0) return;
      onClose();
      onDone?.();
    },
  });
  const told = (failed: unknown) =>
    toast(
      failed === undefined ? "ok" : "warn",
      failed === undefined ? t("orders.act.undone") : failureText(failed).title,
    );
  const said = actionOf(action, { by, choice, day, note: note.trim() });
  const refused = reasonsOf((act.data?.items ?? []).filter((one) => !isDone(one)));
  const failure = act.isError ? failureText(act.error) : null;
  return (
    <Dialog
      open
      width={440}
      title={
        orders.length === 1
          ? t(`orders.act.${action}`)
          : t("orders.act.many", { action: t(`orders.act.${action}`), n: orders.length })
      }
      okText={t("orders.act.confirm")}
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
        {action === "move" ? (
          <>
            <Field id="action-day" label={t("orders.act.newDay")}>
              <Input id="action-day" type="date" value={day} onChange={(event) => setDay(event.target.value)} />
            </Field>
            <Field id="action-choice" label={t("orders.act.cause")}>
              <Select
                id="action-choice"
                allowClear
                {...(choice === undefined ? {} : { value: choice })}
                onChange={setChoice}
                notFoundContent={t("orders.act.noCauses")}
                options={(workspace?.settings.customerPage?.moves ?? []).map(({ id, name }) => ({
                  value: id,
                  label: name,
                }))}
              />
            </Field>
          </>
        ) : null}
        {action === "cancel" || action === "hold" || action === "state" ? (
          <Field id="action-note" label={t(action === "state" ? "orders.act.ref" : "orders.act.reason")}>
            <Input id="action-note" maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
          </Field>
        ) : null}
        {choices.length === 0 ? null : (
          <Field id="action-by" label={t("orders.act.by")}>
            <Select id="action-by" value={by} onChange={setActor} options={choices} />
            {inName === null ? null : <small className="quiet">{t("orders.inName", inName)}</small>}
          </Field>
        )}
        {refused.length > 0 ? (
          <div role="alert">
            <strong>{t("orders.act.refused")}</strong>
            {refused.map(({ text, n }) => (
              <p key={text?.en ?? ""}>
                {text === null ? t("orders.act.nothing") : format.text(text)}
                {orders.length === 1 ? null : ` × ${n}`}
              </p>
            ))}
          </div>
        ) : null}
        {failure ? <p role="alert">{failure.title}</p> : null}
      </div>
    </Dialog>
  );
}

const isDone = ({ result }: ActedOn) => result === "done" || result === "waiting";

async function refresh(orders: readonly string[]): Promise<void> {
  if (orders.length === 1 && orders[0]) await queryClient.invalidateQueries({ queryKey: keys.order(orders[0]) });
  else void queryClient.invalidateQueries({ queryKey: ["order"] });
  void queryClient.invalidateQueries({ queryKey: ["orders"] });
}

/** Each reason once, with how many orders it kept back. */
function reasonsOf(items: readonly ActedOn[]): { text: Text | null; n: number }[] {
  const counted = new Map<string, { text: Text | null; n: number }>();
  for (const { reason } of items) {
    const key = reason?.en ?? "";
    counted.set(key, { text: reason, n: (counted.get(key)?.n ?? 0) + 1 });
  }
  return [...counted.values()];
}

/** Orders go where they were to go before; what flows had decided is given back to them. */
async function takeBack(done: readonly ActedOn[], by: string): Promise<void> {
  const each = done.map(({ order, before: { destination, locked } }) => {
    const unlock = locked ? {} : { unlock: ["destination"] };
    return { order, action: { type: "set_by_hand" as const, by, destination, ...unlock } };
  });
  await ordersApi.actMany({ each });
  await refresh(done.map(({ order }) => order));
}

interface Filled {
  by: string;
  choice: string | undefined;
  day: string;
  note: string;
}
/** Null while something is still to be chosen. */
function actionOf(action: ActionName, { by, choice, day, note }: Filled): OrderAction | null {
  switch (action) {
    case "cancel":
      return { type: "cancel", by, ...(note === "" ? {} : { reason: note }) };
    case "hold":
      return { type: "hold", by, ...(note === "" ? {} : { reason: note }) };
    case "release":
      return { type: "release_hold", by };
    case "unlock":
      return { type: "set_by_hand", by, unlock: ["destination"] };
    case "move":
      return day === ""
        ? null
        : { type: "move_due", by, due_date: day, ...(choice === undefined ? {} : { cause: choice }) };
    case "route":
      return choice === undefined ? null : { type: "set_by_hand", by, destination: choice };
    case "state":
      return choice === undefined
        ? null
        : { type: "assert_state", by, to: choice, ...(note === "" ? {} : { ref: note }) };
  }
}
