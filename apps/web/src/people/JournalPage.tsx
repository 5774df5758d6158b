/** What happened in the workspace, newest first; filtered, and as a file. */
import { DownloadOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Input, Select, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SettingsTabs } from "../channels/SettingsTabs.tsx";
import { withWorkspace } from "../shell/ask.ts";
import { Pager } from "../shell/Pager.tsx";
import { Screen } from "../shell/Screen.tsx";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import styles from "./People.module.css";
import { type JournalEntry, type JournalQuery, peopleApi, peopleKeys } from "./people-api.ts";

/** Who is nobody in particular: the runtime, and whoever sits at a demo. */
const ACTORS = { switchyard: "journal.by.switchyard", local: "journal.by.local" } as const;
/** Words of a timeline that are no types of entries: parts of a decision, other names of the same. */
const EFFECTS: ReadonlySet<string> = new Set([
  "accepted", "order_accepted", "duplicate", "acted", "noted", "locked", "unlocked", "cancelled", "waiting", "order_decided",
  "undecided", "decision", "route", "tag", "untag", "alert", "apply", "unpool", "tally", "other",
]); // biome-ignore format: a word list
const isKnown = (actor: string): actor is keyof typeof ACTORS => Object.hasOwn(ACTORS, actor);
type Filter = Omit<JournalQuery, "cursor">;
const filled = (filter: Filter): Filter =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ""));

export function JournalPage() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const [filter, setFilter] = useState<Filter>({});
  /** Cursors of the pages before this one. */
  const [trail, setTrail] = useState<string[]>([]);
  const query: JournalQuery = { ...filled(filter), ...(trail.length === 0 ? {} : { cursor: trail.at(-1) ?? "" }) };
  const journal = useQuery({
    queryKey: peopleKeys.journal(query),
    queryFn: ({ signal }) => peopleApi.journal(query, signal),
    placeholderData: keepPreviousData,
  });
  const change = (part: Filter) => {
    setFilter({ ...filter, ...part });
    setTrail([]);
  };
  const word = (type: string) => {
    const key = `entry.${type.replaceAll(".", "_")}`;
    return i18n.exists(key) ? i18n.t(key as "entry.other", { type }) : type;
  };
  const types = Object.entries(i18n.getResourceBundle(i18n.language, "translation").entry as Record<string, unknown>)
    .filter((one): one is [string, string] => typeof one[1] === "string" && !EFFECTS.has(one[0]))
    .map(([value, label]) => ({ value, label }));
  const columns: TableColumnsType<JournalEntry> = [
    {
      title: t("journal.at"),
      width: 160,
      render: (_, one) => <time title={format.exact(one.at)}>{format.dateTime(one.at)}</time>,
    },
    {
      title: t("journal.what"),
      width: 200,
      render: (_, one) => (
        <>
          <span className={styles.name}>{word(one.type)}</span>
          <small className={styles.sub}>{one.type}</small>
        </>
      ),
    },
    {
      title: t("journal.who"),
      width: 150,
      render: (_, one) => one.actor_name ?? (isKnown(one.actor) ? t(ACTORS[one.actor]) : one.actor),
    },
    { title: t("journal.about"), width: 220, ellipsis: true, dataIndex: "subject" },
    { title: t("journal.data"), render: (_, one) => <p className={styles.data}>{JSON.stringify(one.data)}</p> },
  ];
  const filters = (
    <>
      <SettingsTabs />
      <span className={styles.break} />
      <Input.Search
        allowClear
        placeholder={t("journal.about")}
        aria-label={t("journal.about")}
        style={{ width: 200 }}
        onSearch={(subject) => change({ subject: subject.trim() })}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        placeholder={t("journal.type")}
        aria-label={t("journal.type")}
        style={{ width: 220 }}
        options={types}
        onChange={(type: string | undefined) => change({ type: type ?? "" })}
      />
      <DatePicker.RangePicker
        aria-label={t("journal.at")}
        onChange={(span) =>
          change({
            from: span?.[0] ? String(span[0].startOf("day").valueOf()) : "",
            to: span?.[1] ? String(span[1].endOf("day").valueOf() + 1) : "",
          })
        }
      />
    </>
  );
  const search = new URLSearchParams(filled(filter) as Record<string, string>);
  const file = withWorkspace(`/api/v1/journal/export?${search}`);
  function content() {
    if (journal.isPending) return <Loading />;
    if (journal.isError) return <Failure error={journal.error} onRetry={() => void journal.refetch()} />;
    const { items, nextCursor } = journal.data;
    if (items.length === 0) return <Empty title={t("journal.emptyTitle")} hint={t("journal.emptyHint")} />;
    return (
      <>
        <Table<JournalEntry>
          rowKey="position"
          size="small"
          sticky
          columns={columns}
          dataSource={items}
          pagination={false}
          expandable={{
            expandedRowRender: (one) => <pre className={styles.whole}>{JSON.stringify(one.data, null, 2)}</pre>,
          }}
        />
        <Pager
          trail={trail}
          next={nextCursor}
          onChange={setTrail}
          words={{ back: t("journal.newer"), on: t("journal.older") }}
        />
      </>
    );
  }
  return (
    <Screen
      title={t("settings.journal")}
      hint={t("journal.hint")}
      filters={filters}
      actions={
        <Button icon={<DownloadOutlined aria-hidden />} href={file} download="journal.csv">
          {t("journal.export")}
        </Button>
      }
    >
      {content()}
    </Screen>
  );
}
