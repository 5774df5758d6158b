/** What happened in the workspace, newest first; filtered, and as a file. */
import { DownloadOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Alert, Button, DatePicker, Input, Select, Table, type TableColumnsType } from "antd";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useEntryText } from "../orders/entry-text.ts";
import { SettingsTabs } from "../settings/SettingsTabs.tsx";
import { withWorkspace } from "../shell/ask.ts";
import { useDates } from "../shell/dates.ts";
import { Pager } from "../shell/Pager.tsx";
import { Screen } from "../shell/Screen.tsx";
import { withPages } from "../shell/search-read.ts";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { useFormat, useZone } from "../shell/workspace.ts";
import { type JournalSearch, spanOf } from "./journal-search.ts";
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
export function JournalPage() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const dayjs = useDates();
  const entryText = useEntryText();
  const navigate = useNavigate();
  const search = useSearch({ from: "/settings/journal" });
  const { pages: trail = [], from, to, ...words } = search;
  const filter: JournalQuery = { ...words, ...spanOf({ from, to }, useZone()) };
  const last = trail.at(-1);
  const query: JournalQuery = { ...filter, ...(last === undefined ? {} : { cursor: last }) };
  const journal = useQuery({
    queryKey: peopleKeys.journal(query),
    queryFn: ({ signal }) => peopleApi.journal(query, signal),
    placeholderData: keepPreviousData,
  });
  const change = (part: JournalSearch) => {
    const next = Object.entries({ ...words, from, to, ...part }).filter(
      ([, value]) => value !== undefined && value !== "",
    );
    void navigate({ to: "/settings/journal", search: Object.fromEntries(next) as JournalSearch, replace: true });
  };
  const setTrail = (pages: readonly string[]) => {
    const { pages: _here, ...rest } = search;
    void navigate({ to: "/settings/journal", search: { ...rest, ...withPages(pages) } });
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
  const filters = (
    <>
      <SettingsTabs />
      <span className={styles.break} />
      <Input.Search
        key={`about ${words.about ?? ""}`}
        allowClear
        defaultValue={words.about ?? ""}
        placeholder={t("journal.aboutSearch")}
        aria-label={t("journal.about")}
        style={{ width: 240 }}
        onSearch={(about) => change({ about: about.trim() })}
      />
      <Input.Search
        key={`who ${words.who ?? ""}`}
        allowClear
        defaultValue={words.who ?? ""}
        placeholder={t("journal.whoSearch")}
        aria-label={t("journal.who")}
        style={{ width: 180 }}
        onSearch={(who) => change({ who: who.trim() })}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        placeholder={t("journal.type")}
        aria-label={t("journal.type")}
        style={{ width: 220 }}
        value={words.type ?? null}
        options={types}
        onChange={(type: string | undefined) => change({ type: type ?? "" })}
      />
      <DatePicker.RangePicker
        aria-label={t("journal.at")}
        value={[from === undefined ? null : dayjs(from), to === undefined ? null : dayjs(to)]}
        onChange={(span) => change({ from: span?.[0]?.format(DAY) ?? "", to: span?.[1]?.format(DAY) ?? "" })}
      />
    </>
  );
  const file = withWorkspace(`/api/v1/journal/export?${new URLSearchParams({ ...filter })}`);
  function content() {
    if (journal.isPending) return <Loading />;
    if (journal.isError) return <Failure of={journal} />;
    const { items, nextCursor, only_newest } = journal.data;
    const cut =
      only_newest === null ? null : (
        <Alert type="warning" showIcon title={t("journal.onlyNewest", { n: only_newest })} />
      );
    if (items.length === 0)
      return (
        <>
          {cut}
          <Empty title={t("journal.emptyTitle")} hint={t("journal.emptyHint")}>
            <Button onClick={() => void navigate({ to: "/settings/journal", search: {} })}>{t("journal.clear")}</Button>
          </Empty>
        </>
      );
    return (
      <>
        {cut}
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

const DAY = "YYYY-MM-DD";

/** The order, flow or channel by the name that people have for it; what has none any more by its id. */
function About({ entry: { subject, about } }: { entry: JournalEntry }) {
  const { t } = useTranslation();
  if (about === null) return subject === "workspace" ? t("journal.workspace") : subject;
  const said = t(`journal.kind.${about.kind}`);
  if (about.kind === "channel") return `${said} ${about.name}`;
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
