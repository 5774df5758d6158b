/** Whether all systems say the same of orders: of a sample, with how long orders take, or of a period by pair of systems. */
import { ArrowLeftOutlined, ReloadOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import { DifferingOrders } from "./DifferingOrders.tsx";
import styles from "./Figures.module.css";
import { type Consistency, figureKeys, figuresApi, type SelfCheck } from "./figures-api.ts";
import type { FiguresSearch } from "./figures-search.ts";
import { SystemPairs } from "./SystemPairs.tsx";

type Check = NonNullable<FiguresSearch["check"]>;
interface ChecksRoomProps {
  check: Check;
  period: string;
  onCheck: (check: Check) => void;
  onLeave: () => void;
}

export default function ChecksRoom({ check, period, onCheck, onLeave }: ChecksRoomProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className={styles.bar}>
        <Button icon={<ArrowLeftOutlined aria-hidden />} onClick={onLeave}>
          {t("figures.back")}
        </Button>
        <Segmented<Check>
          aria-label={t("checks.label")}
          value={check}
          options={(["self", "systems"] as const).map((value) => ({ value, label: t(`checks.${value}`) }))}
          onChange={onCheck}
        />
      </div>
      <p className={styles.quiet}>{t(`checks.about.${check}`)}</p>
      {check === "self" ? <OwnCheck /> : <AllSystems period={period} />}
    </>
  );
}

function OwnCheck() {
  const asked = useQuery({ queryKey: figureKeys.selfCheck, queryFn: ({ signal }) => figuresApi.selfCheck(signal) });
  if (asked.isPending) return <Loading />;
  if (asked.isError) return <Failure of={asked} />;
  const { consistency, duration, enquiries } = asked.data;
  return (
    <>
      <Drawn found={consistency} isBusy={asked.isFetching} onAgain={() => void asked.refetch()} />
      <Three {...{ consistency, duration, enquiries }} />
      <Steps steps={duration.steps} />
      <Systems found={consistency} />
    </>
  );
}

function AllSystems({ period }: { period: string }) {
  const asked = useQuery({
    queryKey: figureKeys.consistency(period),
    queryFn: ({ signal }) => figuresApi.consistency(period, signal),
    placeholderData: keepPreviousData,
  });
  if (asked.isPending) return <Loading />;
  if (asked.isError) return <Failure of={asked} />;
  return (
    <>
      <Drawn found={asked.data} isBusy={asked.isFetching} onAgain={() => void asked.refetch()} />
      <Systems found={asked.data} />
    </>
  );
}

function Drawn({ found, isBusy, onAgain }: { found: Consistency; isBusy: boolean; onAgain: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { from, to, orders, drawn, compared, moving } = found;
  const numbers = { orders, drawn, compared, moving };
  const said = Object.fromEntries(Object.entries(numbers).map(([name, n]) => [name, format.number(n)]));
  return (
    <p className={styles.health} data-testid="drawn">
      {t("checks.drawn", { from, to, ...(said as Record<keyof typeof numbers, string>) })}{" "}
      <Button
        type="text"
        size="small"
        icon={<ReloadOutlined aria-hidden />}
        aria-label={t("checks.again")}
        title={t("checks.again")}
        loading={isBusy}
        onClick={onAgain}
      />
    </p>
  );
}

function Systems({ found }: { found: Consistency }) {
  const { t } = useTranslation();
  if (found.compared === 0) return <Empty title={t("checks.nothing")} hint={t("checks.nothingHint")} />;
  return (
    <>
      <SystemPairs found={found} />
      <DifferingOrders found={found} />
    </>
  );
}

function Three({
  consistency: { compared, same },
  duration: { hours, orders },
  enquiries: { asked, told },
}: SelfCheck) {
  const { t } = useTranslation();
  const format = useFormat();
  const none = t("checks.noData");
  return (
    <ul className={styles.cards} data-testid="self-check">
      <Card
        title={t("checks.share")}
        value={compared === 0 ? none : `${format.number(Math.round((same / compared) * 1000) / 10)} %`}
        under={t("checks.shareOf", { compared: format.number(compared), same: format.number(same) })}
      />
      <Card
        title={t("checks.hours")}
        value={hours === null ? none : t("checks.hoursValue", { n: format.number(hours) })}
        under={t("checks.hoursOf", { orders: format.number(orders) })}
      />
      <Card
        title={t("checks.asked")}
        value={t("checks.askedValue", { n: format.number(asked) })}
        under={t("checks.askedOf", { told: format.number(told) })}
      />
    </ul>
  );
}

function Card({ title, value, under }: { title: string; value: string; under: ReactNode }) {
  return (
    <li className={styles.card}>
      <h2>{title}</h2>
      <p className={styles.value}>{value}</p>
      <p className={styles.counts}>{under}</p>
    </li>
  );
}

function Steps({ steps }: { steps: SelfCheck["duration"]["steps"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const longest = Math.max(...steps.map(({ hours }) => hours ?? 0));
  return (
    <section className={`${styles.panel} ${styles.check}`} aria-label={t("checks.steps")}>
      <h2>{t("checks.steps")}</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t("checks.column.step")}</th>
            <th scope="col" data-number>
              {t("checks.column.hours")}
            </th>
            <th scope="col" data-number>
              {t("checks.column.orders")}
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ from, to, hours, orders }) => (
            <tr key={to.en}>
              <td>
                {t("checks.step", { from: format.text(from), to: format.text(to) })}
                {hours !== null && hours === longest && longest > 0 ? (
                  <b className={styles.longest}>{t("checks.longest")}</b>
                ) : null}
              </td>
              <td data-number>{hours === null ? t("state.none") : format.number(hours)}</td>
              <td data-number>{format.number(orders)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
