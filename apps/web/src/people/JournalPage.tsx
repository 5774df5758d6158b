/** What happened in the workspace, newest first; filtered, and as a file. */
import { DownloadOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { SettingsTabs } from "../settings/SettingsTabs.tsx";
import { withWorkspace } from "../shell/ask.ts";
import { Pager } from "../shell/Pager.tsx";
import { Screen } from "../shell/Screen.tsx";
import { withPages } from "../shell/search-read.ts";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { useZone } from "../shell/workspace.ts";
import { JournalFilters } from "./JournalFilters.tsx";
import { JournalTable } from "./JournalTable.tsx";
import { type JournalSearch, spanOf } from "./journal-search.ts";
import styles from "./People.module.css";
import { type JournalQuery, peopleApi, peopleKeys } from "./people-api.ts";

export function JournalPage() {
  const { t } = useTranslation();
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
    const { pages: _here, ...before } = search;
    const next = Object.entries({ ...before, ...part }).filter(([, value]) => value !== "");
    void navigate({ to: "/settings/journal", search: Object.fromEntries(next) as JournalSearch, replace: true });
  };
  const setTrail = (pages: readonly string[]) => {
    const { pages: _here, ...rest } = search;
    void navigate({ to: "/settings/journal", search: { ...rest, ...withPages(pages) } });
  };
  const filters = (
    <>
      <SettingsTabs />
      <span className={styles.break} />
      <JournalFilters search={search} onChange={change} />
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
        <JournalTable items={items} />
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
