import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../../shell/Field.tsx";
import { useWorkspace } from "../../shell/workspace.ts";
import type { FormProps } from "./forms.ts";
import styles from "./Inspector.module.css";

const DAYS = ["every", "working"] as const;
const RUNS = ["each", "once"] as const;
const MOST = 48;
const MINUTES = 24 * 60;

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const two = (value: number) => String(value).padStart(2, "0");
const timeOf = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** An hour after the last one; where that is taken, the next free quarter of an hour. */
function nextTime(times: readonly string[]): string {
  let minutes = (minutesOf(times.at(-1) ?? "09:00") + 60) % MINUTES;
  while (times.includes(timeOf(minutes))) minutes = (minutes + 15) % MINUTES;
  return timeOf(minutes);
}

export default function ScheduleForm({ node, readOnly, update }: FormProps<"schedule">) {
  const { t } = useTranslation();
  const zone = useWorkspace()?.zone ?? "";
  const runs = node.once === true ? "once" : "each";
  const put = (at: string[]) => update({ ...node, at }, "at");
  /** Half-typed times wait in their field: the browser reports them as empty. A time is listed once. */
  function change(index: number, time: string) {
    if (time === "" || node.at.includes(time)) return;
    put(node.at.map((old, place) => (place === index ? time : old)));
  }
  return (
    <>
      <Field label={t("schedule.days")} help={t("schedule.daysHelp")}>
        <Segmented
          block
          aria-label={t("schedule.days")}
          disabled={readOnly}
          value={node.days}
          options={DAYS.map((days) => ({ value: days, label: t(`choice.${days}`) }))}
          onChange={(days) => update({ ...node, days }, "days")}
        />
      </Field>
      <Field label={t("schedule.runs")} help={t(`schedule.runsHelp.${runs}`)}>
        <Segmented
          block
          aria-label={t("schedule.runs")}
          disabled={readOnly}
          value={runs}
          options={RUNS.map((value) => ({ value, label: t(`schedule.${value}`) }))}
          onChange={(value) => {
            const { once: _once, ...each } = node;
            update(value === "once" ? { ...each, once: true } : each, "once");
          }}
        />
      </Field>
      <Field label={t("schedule.at")} help={t("schedule.atHelp", { zone })}>
        <div className={styles.items}>
          {node.at.map((time, index) => (
            // Times have no ids; their place is what tells them apart while one is being typed.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <div key={index} className={styles.item}>
              <Input
                type="time"
                aria-label={t("schedule.time", { n: index + 1 })}
                disabled={readOnly}
                value={time}
                onChange={(event) => change(index, event.target.value)}
                onBlur={() => {
                  const sorted = [...node.at].sort();
                  if (sorted.join() !== node.at.join()) put(sorted);
                }}
              />
              {readOnly || node.at.length === 1 ? null : (
                <Button
                  type="text"
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={t("schedule.remove", { time })}
                  onClick={() => put(node.at.filter((_, place) => place !== index))}
                />
              )}
            </div>
          ))}
          {readOnly || node.at.length >= MOST ? null : (
            <Button icon={<PlusOutlined aria-hidden />} onClick={() => put([...node.at, nextTime(node.at)])}>
              {t("schedule.add")}
            </Button>
          )}
        </div>
      </Field>
    </>
  );
}
