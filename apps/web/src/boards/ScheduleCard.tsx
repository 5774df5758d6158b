/** One scheduled report: when, about what, for whom, what became of the last one. */
import { DeleteOutlined, EditOutlined, SendOutlined } from "@ant-design/icons";
import { weekdayName } from "@switchyard/orders";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { Confirm } from "../shell/Confirm.tsx";
import { IconButton } from "../shell/IconButton.tsx";
import { Instant } from "../shell/Instant.tsx";
import { May } from "../shell/May.tsx";
import { toast } from "../shell/toasts.ts";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import styles from "./Reports.module.css";
import { NO_DAY, reportKeys, reportsApi, type ScheduleView, timeText } from "./reports-api.ts";
import { SentText } from "./SentText.tsx";
import { useFigureWords } from "./use-figure-words.ts";

interface ScheduleCardProps {
  schedule: ScheduleView;
  onEdit: () => void;
  onOpen: (report: string) => void;
}

export function ScheduleCard({ schedule, onEdit, onOpen }: ScheduleCardProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tellFailure = useTellFailure();
  const words = useFigureWords();
  const format = useFormat();
  const people = useWorkspace()?.people ?? [];
  const { id, next_at: next, last, ...input } = schedule;
  const change = (run: () => Promise<unknown>, said: "sent" | "saved" | "removed") => ({
    mutationFn: run,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: reportKeys.all });
      if (said !== "saved") toast("ok", t(`reports.${said}Now`));
    },
    onError: tellFailure,
  });
  const send = useMutation(change(() => reportsApi.send(id), "sent"));
  const turn = useMutation(change(() => reportsApi.put(id, { ...input, enabled: !input.enabled }), "saved"));
  const remove = useMutation(change(() => reportsApi.remove(id), "removed"));
  const names = input.people.map((one) => people.find((person) => person.id === one)?.name ?? one);
  const channels = input.channels.length;
  return (
    <li className={styles.card} data-off={!input.enabled || undefined}>
      <h2>
        {input.name}
        <May permission="flows.publish">
          <Switch
            size="small"
            checked={input.enabled}
            loading={turn.isPending}
            aria-label={t("reports.turnedOn", { name: input.name })}
            onChange={() => turn.mutate()}
          />
        </May>
      </h2>
      <dl>
        <dt>{t("reports.field.when")}</dt>
        <dd>
          {input.covers === "week"
            ? t("reports.weekly", {
                day: format.text(weekdayName(input.weekday) ?? NO_DAY),
                time: timeText(input.minute),
              })
            : t("reports.daily", { time: timeText(input.minute) })}
        </dd>
        <dt>{t("reports.field.covers")}</dt>
        <dd>
          {input.by === undefined
            ? t(`reports.covers.${input.covers}`)
            : t("reports.compared", { covers: t(`reports.covers.${input.covers}`), by: words.partInside(input.by) })}
        </dd>
        <dt>{t("reports.field.to")}</dt>
        <dd>{[...names, ...(channels > 0 ? [t("reports.channels", { n: channels })] : [])].join(t("state.comma"))}</dd>
        <dt>{t("reports.next")}</dt>
        <dd>{next === null ? t("reports.off") : <Instant at={next} />}</dd>
        <dt>{t("reports.last")}</dt>
        <dd>
          {last === null ? (
            t("reports.noneYet")
          ) : (
            <>
              <Button type="link" className={styles.open ?? ""} onClick={() => onOpen(last.id)}>
                <Instant at={last.at} />
              </Button>{" "}
              <SentText sent={last.sent} />
            </>
          )}
        </dd>
      </dl>
      <May permission="flows.publish">
        <div className={styles.actions}>
          <Button
            size="small"
            icon={<SendOutlined aria-hidden />}
            loading={send.isPending}
            onClick={() => send.mutate()}
          >
            {t("reports.sendNow")}
          </Button>
          <IconButton
            size="small"
            label={t("reports.edit", { name: input.name })}
            icon={<EditOutlined aria-hidden />}
            onClick={onEdit}
          />
          <Confirm title={t("reports.removeSure")} okText={t("reports.remove")} onConfirm={() => remove.mutate()}>
            <IconButton
              size="small"
              label={t("reports.removeIt", { name: input.name })}
              icon={<DeleteOutlined aria-hidden />}
              loading={remove.isPending}
            />
          </Confirm>
        </div>
      </May>
    </li>
  );
}
