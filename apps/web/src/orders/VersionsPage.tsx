/** 版本与变更: every version of an order, two of them beside each other, and the changes that were asked for. */
import { LeftOutlined } from "@ant-design/icons";
import { lineFieldCatalogue, type Order } from "@switchyard/orders";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Instant } from "../shell/Instant.tsx";
import { Screen } from "../shell/Screen.tsx";
import { Failure, Loading } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import type { Format } from "../words/format.ts";
import { useEntryWord, useFieldName } from "./entry-text.ts";
import styles from "./Orders.module.css";
import { historyQuery, type OrderHistory } from "./orders-api.ts";
import { usePersonName } from "./use-person-name.ts";

export function VersionsPage() {
  const { orderId } = useParams({ from: "/orders/$orderId/versions" });
  const found = useQuery(historyQuery(orderId));
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failure of={found} list="/orders" />;
  return <Shown orderId={orderId} history={found.data} />;
}

function Shown({ orderId, history }: { orderId: string; history: OrderHistory }) {
  const { t } = useTranslation();
  const { versions, changes } = history;
  const word = useEntryWord();
  const person = usePersonName();
  const newest = versions.length;
  const [from, setFrom] = useState(Math.max(1, newest - 1));
  const [to, setTo] = useState(newest);
  const of = (version: number) => versions[version - 1]?.order;
  const options = versions.map(({ version }) => ({ value: version, label: t("changes.version", { n: version }) }));
  const [before, after] = [of(from), of(to)];
  return (
    <Screen
      bare
      title={
        <span className={styles.title}>
          <Link to="/orders/$orderId" params={{ orderId }} aria-label={t("changes.back")}>
            <LeftOutlined aria-hidden />
          </Link>
          {versions[0]?.order.external_id}
          <small>{t("changes.title")}</small>
        </span>
      }
    >
      <div className={styles.order}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys, whether anything in it can be pressed or not */}
        <div className={styles.column} tabIndex={0}>
          <section className={styles.card} aria-label={t("changes.versions")} data-testid="versions">
            <h2>{t("changes.versions")}</h2>
            <ol className={styles.timeline}>
              {versions.map(({ version, at, type, who }) => (
                <li key={version}>
                  <Instant at={at} />
                  <button
                    type="button"
                    className={styles.link}
                    onClick={() => {
                      setFrom(Math.max(1, version - 1));
                      setTo(version);
                    }}
                  >
                    {t("changes.version", { n: version })}
                  </button>
                  <small>{[word(type), person(who)].filter(Boolean).join(" · ")}</small>
                </li>
              ))}
            </ol>
          </section>
          <section className={styles.card} aria-label={t("changes.changes")}>
            <h2>{t("changes.changes")}</h2>
            {changes.length === 0 ? <p className="quiet">{t("changes.none")}</p> : null}
            <ol className={styles.timeline}>
              {changes.map(({ seq, asked_at, asked_by, reason, outcome }) => (
                <li key={seq}>
                  <Instant at={asked_at} />
                  <Link to="/orders/$orderId/changes/$seq" params={{ orderId, seq: String(seq) }}>
                    {reason}
                  </Link>
                  <small>{`${t(`changes.outcome.${outcome}`)} · ${person(asked_by)}`}</small>
                </li>
              ))}
            </ol>
          </section>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: as above */}
        <div className={styles.column} tabIndex={0}>
          <section className={styles.card} aria-label={t("changes.compare")} data-testid="compared">
            <h2>{t("changes.compare")}</h2>
            <p>
              <Select aria-label={t("changes.old")} value={from} options={options} onChange={setFrom} />
              {" → "}
              <Select aria-label={t("changes.new")} value={to} options={options} onChange={setTo} />
            </p>
            {before === undefined || after === undefined ? null : <Compared before={before} after={after} />}
          </section>
        </div>
      </div>
    </Screen>
  );
}

/** All of the newer one, with what the older one said where that differs. */
function Compared({ before, after }: { before: Order; after: Order }) {
  const { t } = useTranslation();
  const format = useFormat();
  const says: Says = { format, label: useFieldName(), line: (n) => t("changes.line", { n }) };
  const [old, now] = [partsOf(before, says), partsOf(after, says)];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  const isSame = names.every((name) => old.get(name) === now.get(name));
  return (
    <>
      {isSame ? <p className="quiet">{t("changes.same")}</p> : null}
      <dl className={styles.facts}>
        {names.map((name) => (
          <div key={name} data-changed={old.get(name) !== now.get(name)}>
            <dt>{name}</dt>
            <dd>
              {old.get(name) === now.get(name) ? (
                now.get(name)
              ) : (
                <>
                  <del>{old.get(name) ?? t("state.none")}</del> <strong>{now.get(name) ?? t("state.none")}</strong>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const HIDDEN = new Set(["id", "source", "external_id", "received_at", "raw", "lines", "custom", "status"]);
const INSTANTS = new Set(["due_at", "ordered_at", "paid_at"]);

interface Says {
  format: Format;
  /** A field's name for people, also of one that the workspace declared. */
  label: (name: string) => string;
  line: (n: number) => string;
}
/** Each field by its name for people, as text. */
function partsOf(order: Order, { format, label, line: lineName }: Says): Map<string, string> {
  const parts = new Map<string, string>();
  const currency = order.currency ?? "CNY";
  for (const [name, value] of Object.entries(order)) {
    if (HIDDEN.has(name) || value === undefined || (name === "due_at" && order.due_date !== undefined)) continue;
    if (Array.isArray(value) ? value.length === 0 : value === "") continue;
    parts.set(
      label(name === "due_date" ? "due_at" : name),
      name === "amount"
        ? format.money(Number(value), currency)
        : INSTANTS.has(name)
          ? format.dateTime(Number(value))
          : String(value),
    );
  }
  for (const [name, value] of Object.entries(order.custom)) parts.set(label(name), String(value));
  for (const line of order.lines) {
    const cells = lineFieldCatalogue.flatMap(({ name }) => {
      const value = line[name];
      if (name === "line_no" || value === undefined) return [];
      return [
        name === "unit_price" ? format.money(Number(value), currency) : name === "qty" ? `× ${value}` : String(value),
      ];
    });
    parts.set(lineName(line.line_no), cells.join(" "));
  }
  return parts;
}
