import { Link } from "@tanstack/react-router";
import { Table, type TableColumnsType } from "antd";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useEntryText } from "../orders/entry-text.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./People.module.css";
import type { JournalEntry } from "./people-api.ts";

/** Who is nobody in particular: the runtime, and whoever sits at a demo. */
const ACTORS = { switchyard: "journal.by.switchyard", local: "journal.by.local" } as const;
const isKnown = (actor: string): actor is keyof typeof ACTORS => Object.hasOwn(ACTORS, actor);

/** An entry a row, in words; opened, as it lies in the journal. */
export function JournalTable({ items }: { items: readonly JournalEntry[] }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const entryText = useEntryText();
  const word = (type: string) => {
    const key = `entry.${type.replaceAll(".", "_")}`;
    return i18n.exists(key) ? i18n.t(key as "entry.other", { type }) : type;
  };
  const columns: TableColumnsType<JournalEntry> = [
    {
      title: t("journal.at"),
      width: 160,
      render: (_, one) => <time title={format.exact(one.at)}>{format.dateTime(one.at)}</time>,
    },
    {
      title: t("journal.what"),
      width: 200,
      render: (_, one) => <span className={styles.name}>{word(one.type)}</span>,
    },
    {
      title: t("journal.who"),
      width: 150,
      render: (_, one) => one.actor_name ?? (isKnown(one.actor) ? t(ACTORS[one.actor]) : one.actor),
    },
    { title: t("journal.about"), width: 240, ellipsis: true, render: (_, one) => <About entry={one} /> },
    {
      title: t("journal.data"),
      render: (_, one) => {
        const { type, at, position } = one;
        const told = { seq: position, at, type, data: decisionOf(one.data), actor: "switchyard", actor_name: null };
        const { detail } = entryText(told);
        return [detail, ...knownParts(one, t)].filter(Boolean).join(" · ") || t("state.none");
      },
    },
  ];
  return (
    <Table<JournalEntry>
      rowKey="position"
      size="small"
      sticky
      columns={columns}
      dataSource={items}
      pagination={false}
      expandable={{
        expandedRowRender: ({ type, subject, data }) => (
          <pre className={styles.whole}>{JSON.stringify({ type, subject, data }, null, 2)}</pre>
        ),
      }}
    />
  );
}

/** The order, flow or channel by the name that people have for it; what has none any more by its id. */
function About({ entry: { subject, about } }: { entry: JournalEntry }) {
  const { t } = useTranslation();
  if (about === null) return subject === "workspace" ? t("journal.workspace") : subject;
  const said = t(`journal.kind.${about.kind}`);
  if (about.kind === "channel" || about.kind === "batch") return `${said} ${about.name}`;
  return (
    <>
      {said}{" "}
      {about.kind === "order" ? (
        <Link to="/orders/$orderId" params={{ orderId: subject }}>
          {about.name}
        </Link>
      ) : (
        <Link to="/flows/$flowId/versions" params={{ flowId: subject }}>
          {about.name}
        </Link>
      )}
    </>
  );
}

type Data = JournalEntry["data"];
const isData = (value: unknown): value is Data => typeof value === "object" && value !== null && !Array.isArray(value);

/** A decision lies in the journal with the answer that was given for it. */
const decisionOf = (data: Data): Data => {
  const { answer } = data;
  if (!isData(answer)) return data;
  const to = isData(answer.destination) ? answer.destination.id : undefined;
  return { ...data, ...answer, destination: to ?? "" };
};

/** What no effect says: whom or what by name, and which version. */
function knownParts({ data, about }: JournalEntry, t: TFunction): string[] {
  const named = ["name", "email", "title"].flatMap((name) => {
    const value = data[name];
    return typeof value === "string" && value !== about?.name ? [value] : [];
  });
  const version = typeof data.version === "number" ? [t("journal.version", { n: data.version })] : [];
  return [...named, ...version];
}
