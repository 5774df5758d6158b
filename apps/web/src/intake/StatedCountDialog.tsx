import { useMutation } from "@tanstack/react-query";
import { Alert, AutoComplete, DatePicker, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { useDates } from "../shell/dates.ts";
import { queryClient } from "../shell/query.ts";
import { useFailureText } from "../shell/states.tsx";
import styles from "./Intake.module.css";
import { intakeApi } from "./intake-api.ts";

export interface StatedCount {
  day: string;
  source: string;
  stated: number | null;
}

/** What the platform itself counts for a source and day; an empty number takes it back. */
export function StatedCountDialog(props: { of: StatedCount; sources: readonly string[]; onClose: () => void }) {
  const { of, sources, onClose } = props;
  const { t } = useTranslation();
  const dayjs = useDates();
  const failureText = useFailureText();
  const [count, setCount] = useState(of);
  const change = (part: Partial<StatedCount>) => setCount((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: () => intakeApi.stateCount({ ...count, source: count.source.trim() }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ["intake"] });
      onClose();
    },
  });
  return (
    <Dialog
      open
      title={t("intake.stated.title")}
      okText={t("intake.stated.save")}
      confirmLoading={save.isPending}
      okButtonProps={{ disabled: count.source.trim() === "" }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className={styles.form}>
        <p>{t("intake.stated.hint")}</p>
        <label htmlFor="stated-source">{t("intake.column.source")}</label>
        <AutoComplete
          id="stated-source"
          maxLength={200}
          value={count.source}
          options={sources.map((value) => ({ value }))}
          onChange={(source: string) => change({ source })}
        />
        <label htmlFor="stated-day">{t("intake.column.day")}</label>
        <DatePicker
          id="stated-day"
          allowClear={false}
          value={dayjs(count.day)}
          onChange={(day) => day && change({ day: day.format("YYYY-MM-DD") })}
        />
        <label htmlFor="stated-count">{t("intake.stated.count")}</label>
        <InputNumber
          id="stated-count"
          min={0}
          max={100_000_000}
          precision={0}
          value={count.stated}
          onChange={(stated) => change({ stated })}
          onPressEnter={() => count.source.trim() !== "" && save.mutate()}
        />
        {save.isError ? (
          <Alert type="error" title={`${failureText(save.error).title} ${failureText(save.error).hint}`} />
        ) : null}
      </div>
    </Dialog>
  );
}
