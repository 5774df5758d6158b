/** 变更影响评估: one change on paper, for the customer to sign. Its code opens the order's page for the customer. */
import { ArrowLeftOutlined, QrcodeOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { May } from "../shell/May.tsx";
import paper from "../shell/Paper.module.css";
import { Paper } from "../shell/Paper.tsx";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import { historyQuery, type OrderHistory, ordersApi } from "./orders-api.ts";
import { usePersonName } from "./use-person-name.ts";

const DAYS = 30;

export function ChangePage() {
  const { orderId, seq } = useParams({ from: "/orders/$orderId/changes/$seq" });
  const { t } = useTranslation();
  const found = useQuery(historyQuery(orderId));
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failure of={found} list="/orders" />;
  const change = found.data.changes.find((one) => String(one.seq) === seq);
  const order = found.data.versions.at(-1)?.order;
  if (change === undefined || order === undefined) return <Empty title={t("state.gone")} hint={t("state.goneHint")} />;
  return <Document orderId={orderId} change={change} order={order} />;
}

interface DocumentProps {
  orderId: string;
  change: OrderHistory["changes"][number];
  order: OrderHistory["versions"][number]["order"];
}
function Document({ orderId, change, order }: DocumentProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const person = usePersonName();
  const workspace = useWorkspace();
  const onError = useTellFailure();
  const link = useMutation({
    mutationFn: () => ordersApi.createLink(orderId, { days: DAYS, shows: "order" }),
    onError,
  });
  const value = (what: string, one: string | number | null) =>
    one === null
      ? t("state.none")
      : what === "amount"
        ? format.money(Number(one), order.currency ?? "CNY")
        : typeof one === "number"
          ? format.number(one)
          : one;
  const more = (what: string, n: number | null) => {
    if (n === null) return "";
    const sign = n > 0 ? "+" : "";
    if (what === "amount") return `${sign}${value(what, n)}`;
    return what === "qty" ? `${sign}${format.number(n)}` : t("changes.days", { n: `${sign}${n}` });
  };
  const rows = [
    [t("changes.order"), order.external_id],
    [t("changes.po"), order.po_no],
    [t("changes.customer"), order.buyer_name ?? order.customer_id],
    [t("changes.reason"), change.reason],
    [t("changes.reach"), t(`changes.level.${Math.min(3, Math.max(1, change.level)) as 1 | 2 | 3}`)],
    [t("changes.asked"), `${person(change.asked_by)} · ${format.dateTime(change.asked_at)}`],
    [t("changes.state"), t(`changes.outcome.${change.outcome}`)],
    [t("changes.note"), change.note],
  ].filter(([, said]) => said);
  return (
    <Paper
      testId="change-document"
      back={
        <Link to="/orders/$orderId/versions" params={{ orderId }}>
          <ArrowLeftOutlined aria-hidden /> {t("changes.title")}
        </Link>
      }
      actions={
        <May permission="links.manage">
          {link.data === undefined ? (
            <Button icon={<QrcodeOutlined aria-hidden />} loading={link.isPending} onClick={() => link.mutate()}>
              {t("changes.code", { days: DAYS })}
            </Button>
          ) : null}
        </May>
      }
      title={t("changes.document")}
      of={workspace?.name}
      code={
        link.data === undefined
          ? null
          : { address: `${window.location.origin}/track/${link.data.token}`, says: t("changes.scan") }
      }
      foot={<span>{t("changes.made", { at: format.exact(change.ended_at ?? change.asked_at) })}</span>}
    >
      <dl>
        {rows.map(([name, said]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
      <section className={paper.wide} aria-label={t("changes.impact")}>
        <h2>{t("changes.impact")}</h2>
        <table>
          <thead>
            <tr>
              <th>{t("changes.item")}</th>
              <th>{t("changes.old")}</th>
              <th>{t("changes.new")}</th>
              <th>{t("changes.more")}</th>
            </tr>
          </thead>
          <tbody>
            {change.impact.map(({ what, from, to, more: n }) => (
              <tr key={what}>
                <td>{t(`changes.what.${what}`)}</td>
                <td>{value(what, from)}</td>
                <td>{value(what, to)}</td>
                <td>{more(what, n)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {change.impact.length === 0 ? <p>{t("changes.noFigures")}</p> : null}
      </section>
      <section aria-label={t("changes.approved")}>
        <h2>{t("changes.approved")}</h2>
        <dl>
          {change.approvals.map(({ who, at, decision }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list that only grows
            <div key={place}>
              <dt>{t("changes.levelOf", { n: place + 1 })}</dt>
              <dd>
                {person(who)} · {t(`orders.${decision}`)} · {format.dateTime(at)}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <p className={paper.sign}>
        <span>{t("changes.signCustomer")}</span>
        <span>{t("changes.signDate")}</span>
      </p>
      <p className={paper.sign}>
        <span>{t("changes.signHouse")}</span>
        <span>{t("changes.signDate")}</span>
      </p>
    </Paper>
  );
}
