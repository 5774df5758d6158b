import { useMutation } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "../shell/Confirm.tsx";
import { eachRecord } from "../shell/each-record.ts";
import { queryClient } from "../shell/query.ts";
import { useFailureText } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useFormat } from "../shell/workspace.ts";
import { useFieldOptions } from "./fields.ts";
import styles from "./Intake.module.css";
import { intakeApi } from "./intake-api.ts";

/** Records that were chosen one by one, or all that a filter finds. */
export type Chosen = { ids: readonly string[] } | { where: { source?: string; field?: string } };

/** As many as a page of the list may hold. */
const AT_ONCE = 200;

/** What can be done with several at once: set one field in each and send them again, or close them with a reason. */
export function BulkBar({ chosen, all, onDone }: { chosen: Chosen; all: ReactNode; onDone: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const failureText = useFailureText();
  const fields = useFieldOptions();
  const [field, setField] = useState<string>();
  const [value, setValue] = useState("");
  const [reason, setReason] = useState("");
  const [seen, setSeen] = useState(0);
  const stopped = useRef(false);
  useEffect(
    () => () => {
      stopped.current = true;
    },
    [],
  );
  const each = async (act: (ids: string[]) => Promise<number>) => {
    stopped.current = false;
    setSeen(0);
    const sum = { met: 0, done: 0 };
    const piece = async (ids: string[]) => {
      sum.done += await act(ids);
      sum.met += ids.length;
      setSeen(sum.met);
    };
    if ("ids" in chosen) await piece([...chosen.ids]);
    else {
      const page = async (cursor: string | null) => {
        const query = { open: "true", limit: AT_ONCE, cursor, ...chosen.where };
        const { items, nextCursor } = await intakeApi.intakeRecords(query);
        return { ids: items.map(({ id }) => id), next: nextCursor };
      };
      await eachRecord({ page, act: piece, isStopped: () => stopped.current });
    }
    return sum;
  };
  const finish = (text: string, tone: "ok" | "warn") => {
    toast(tone, text);
    onDone();
  };
  const onError = (error: Error) => toast("warn", failureText(error).title);
  // What was done before it was stopped, or failed, is done.
  const onSettled = () => void queryClient.invalidateQueries({ queryKey: ["intake"] });
  const send = useMutation({
    mutationFn: () =>
      each(async (ids) => {
        const set = field === undefined ? {} : setting(field, value.trim());
        const { items } = await intakeApi.resubmitMany({ ids, ...set });
        return items.filter(({ status }) => status !== "quarantined").length;
      }),
    onSuccess: ({ met, done }) => finish(t("intake.bulkDone", { done, left: met - done }), met > done ? "warn" : "ok"),
    onError,
    onSettled,
  });
  const dismiss = useMutation({
    mutationFn: () =>
      each(async (ids) => (await intakeApi.dismissRecords({ ids, reason: reason.trim() })).dismissed.length),
    onSuccess: ({ done }) => finish(t("intake.dismissed", { n: done }), "ok"),
    onError,
    onSettled,
  });
  const isBusy = send.isPending || dismiss.isPending;
  const n = "ids" in chosen ? chosen.ids.length : null;
  return (
    <div className={styles.bulk}>
      <b>{n === null ? t("intake.chosenAll") : t("intake.chosen", { n: format.number(n) })}</b>
      {isBusy ? null : all}
      <Select
        style={{ width: 200 }}
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        aria-label={t("intake.setField")}
        placeholder={t("intake.setField")}
        options={fields}
        value={field}
        onChange={setField}
      />
      <Input
        style={{ width: 160 }}
        aria-label={t("intake.toValue")}
        placeholder={t("intake.toValue")}
        disabled={field === undefined}
        value={value}
        onChange={(event) => setValue(event.target.value)}
      />
      <Button
        type="primary"
        loading={send.isPending}
        disabled={dismiss.isPending || (field !== undefined && value.trim() === "")}
        onClick={() => send.mutate()}
      >
        {t("intake.resubmit")}
      </Button>
      <Confirm
        title={n === null ? t("intake.dismissAllTitle") : t("intake.dismissTitle", { n })}
        description={
          <Input
            aria-label={t("intake.reason")}
            placeholder={t("intake.reason")}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        }
        okText={t("intake.dismiss")}
        okButtonProps={{ disabled: reason.trim() === "" }}
        onConfirm={() => dismiss.mutate()}
      >
        <Button loading={dismiss.isPending} disabled={send.isPending}>
          {t("intake.dismiss")}
        </Button>
      </Confirm>
      {isBusy && n === null ? (
        <>
          <span role="status">{t("intake.bulkSeen", { n: format.number(seen) })}</span>
          <Button
            onClick={() => {
              stopped.current = true;
            }}
          >
            {t("intake.stop")}
          </Button>
        </>
      ) : null}
    </div>
  );
}

const LINE = "line.";
const setting = (field: string, value: string) =>
  field.startsWith(LINE) ? { each_line: { [field.slice(LINE.length)]: value } } : { merge: { [field]: value } };
