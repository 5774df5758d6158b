/** A scheduled report as it is written: what, when, for whom. */
import { weekdayName } from "@switchyard/orders";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { channelKeys, channelsApi } from "../channels/channels-api.ts";
import { Dialog } from "../shell/Dialog.tsx";
import { Field } from "../shell/Field.tsx";
import { Refused } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useFormat, useWorkspace, useZone } from "../shell/workspace.ts";
import { FIGURE_PARTS, ownParts } from "./figure-parts.ts";
import styles from "./Reports.module.css";
import {
  minuteIn,
  NO_DAY,
  reportKeys,
  reportsApi,
  type ScheduleInput,
  type ScheduleView,
  timeText,
} from "./reports-api.ts";
import { useFigureWords } from "./use-figure-words.ts";

const COVERS = ["today", "yesterday", "week"] as const;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const WHOLE = "";
const EVENING = 18 * 60;

export function ReportDialog({ schedule, onClose }: { schedule: ScheduleView | null; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const words = useFigureWords();
  const format = useFormat();
  const zone = useZone();
  const workspace = useWorkspace();
  const [draft, setDraft] = useState<ScheduleInput>(() => inputOf(schedule, t("reports.dailyName")));
  const [time, setTime] = useState(timeText(draft.minute));
  const channels = useQuery({ queryKey: channelKeys.channels, queryFn: ({ signal }) => channelsApi.channels(signal) });
  const minute = minuteIn(time);
  const change = (part: Partial<ScheduleInput>) => setDraft({ ...draft, ...part });
  const save = useMutation({
    mutationFn: () =>
      reportsApi.put(schedule?.id ?? newId(), { ...draft, name: draft.name.trim(), minute: minute ?? draft.minute }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: reportKeys.all });
      toast("ok", t("reports.saved"));
      onClose();
    },
  });
  const parts = [...FIGURE_PARTS, ...ownParts(workspace?.settings.customFields ?? [])];
  const isWhole = draft.name.trim() !== "" && minute !== null && draft.people.length + draft.channels.length > 0;
  return (
    <Dialog
      open
      width={480}
      style={{ top: 24 }}
      styles={{ body: { maxHeight: "calc(100vh - 180px)", overflowY: "auto" } }}
      title={t(schedule === null ? "reports.add" : "reports.editTitle")}
      okText={t("reports.save")}
      okButtonProps={{ loading: save.isPending, disabled: !isWhole }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className={styles.form} data-testid="report-form">
        <Field label={t("reports.field.name")}>
          {(id) => (
            <Input
              id={id}
              maxLength={80}
              value={draft.name}
              onChange={({ target }) => change({ name: target.value })}
            />
          )}
        </Field>
        <Field label={t("reports.field.covers")}>
          {(id) => (
            <Select<ScheduleInput["covers"]>
              id={id}
              value={draft.covers}
              options={COVERS.map((value) => ({ value, label: t(`reports.covers.${value}`) }))}
              onChange={(covers) => change(covers === "week" ? weekly(draft, t("reports.weeklyName")) : { covers })}
            />
          )}
        </Field>
        <div className={styles.pair}>
          {draft.covers === "week" ? (
            <Field label={t("reports.field.weekday")}>
              {(id) => (
                <Select
                  id={id}
                  value={draft.weekday}
                  options={WEEKDAYS.map((value) => ({ value, label: format.text(weekdayName(value) ?? NO_DAY) }))}
                  onChange={(weekday) => change({ weekday })}
                />
              )}
            </Field>
          ) : null}
          <Field label={t("reports.field.time", { zone })}>
            {(id) => <Input id={id} type="time" value={time} onChange={({ target }) => setTime(target.value)} />}
          </Field>
        </div>
        <Field label={t("reports.field.by")}>
          {(id) => (
            <Select
              id={id}
              value={draft.by ?? WHOLE}
              options={[
                { value: WHOLE, label: t("figures.parts.whole") },
                ...parts.map((value) => ({ value, label: t("figures.parts.by", { by: words.partInside(value) }) })),
              ]}
              onChange={(by) => {
                const { by: _, ...rest } = draft;
                setDraft(by === WHOLE ? rest : { ...rest, by });
              }}
            />
          )}
        </Field>
        <Field label={t("reports.field.people")} help={t("reports.peopleHelp")}>
          {(id) => (
            <Select
              id={id}
              mode="multiple"
              showSearch={{ optionFilterProp: "label" }}
              value={draft.people}
              options={(workspace?.people ?? []).map((one) => ({ value: one.id, label: one.name }))}
              onChange={(people) => change({ people })}
            />
          )}
        </Field>
        <Field label={t("reports.field.channels")}>
          {(id) => (
            <Select
              id={id}
              mode="multiple"
              showSearch={{ optionFilterProp: "label" }}
              loading={channels.isPending}
              value={draft.channels}
              options={(channels.data?.items ?? [])
                .filter((one) => !one.built_in)
                .map((one) => ({ value: one.id, label: one.name }))}
              onChange={(chosen) => change({ channels: chosen })}
            />
          )}
        </Field>
        {workspace?.sends_links === false ? <p className={styles.notice}>{t("reports.noLinks")}</p> : null}
        <Refused error={save.error} />
      </div>
    </Dialog>
  );
}

function inputOf(schedule: ScheduleView | null, name: string): ScheduleInput {
  if (schedule === null)
    return { name, covers: "today", weekday: 1, minute: EVENING, people: [], channels: [], enabled: true };
  const { id: _, next_at: __, last: ___, ...input } = schedule;
  return input;
}

/** What people mean by a weekly report first: how the carriers did. */
const weekly = (draft: ScheduleInput, name: string): Partial<ScheduleInput> => ({
  covers: "week",
  ...(draft.by === undefined ? { by: "carrier", name } : {}),
});

const newId = () => `report_${Math.random().toString(36).slice(2, 10)}`;
