import { useMutation } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../shell/api.ts";
import { Confirm } from "../shell/Confirm.tsx";
import { queryClient } from "../shell/query.ts";
import { useFailureText } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useFieldOptions } from "./fields.ts";
import styles from "./Intake.module.css";

/** What can be done with several at once: set one field in each and send them again, or close them with a reason. */
export function BulkBar({ ids, onDone }: { ids: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const fields = useFieldOptions();
  const [field, setField] = useState<string>();
  const [value, setValue] = useState("");
  const [reason, setReason] = useState("");
  const finish = (text: string, tone: "ok" | "warn") => {
    toast(tone, text);
    void queryClient.invalidateQueries({ queryKey: ["intake"] });
    onDone();
  };
  const onError = (error: Error) => toast("warn", failureText(error).title);
  const send = useMutation({
    mutationFn: () => api.resubmitMany({ ids: [...ids], ...(field === undefined ? {} : setting(field, value.trim())) }),
    onSuccess: ({ items }) => {
      const left = items.filter(({ status }) => status === "quarantined").length;
      const text = t("intake.bulkDone", { done: items.length - left, left });
      finish(text, left > 0 ? "warn" : "ok");
    },
    onError,
  });
  const dismiss = useMutation({
    mutationFn: () => api.dismissRecords({ ids: [...ids], reason: reason.trim() }),
    onSuccess: ({ dismissed }) => finish(t("intake.dismissed", { n: dismissed.length }), "ok"),
    onError,
  });
  return (
    <div className={styles.bulk}>
      <b>{t("intake.chosen", { n: ids.length })}</b>
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
        disabled={field !== undefined && value.trim() === ""}
        onClick={() => send.mutate()}
      >
        {t("intake.resubmit")}
      </Button>
      <Confirm
        title={t("intake.dismissTitle", { n: ids.length })}
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
        <Button loading={dismiss.isPending}>{t("intake.dismiss")}</Button>
      </Confirm>
    </div>
  );
}

const LINE = "line.";
const setting = (field: string, value: string) =>
  field.startsWith(LINE) ? { each_line: { [field.slice(LINE.length)]: value } } : { merge: { [field]: value } };
