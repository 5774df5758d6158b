import { DatePicker, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useDates } from "../shell/dates.ts";
import type { JournalSearch } from "./journal-search.ts";

const DAY = "YYYY-MM-DD";
/** Words of a timeline that are no types of entries: parts of a decision, other names of the same. */
const EFFECTS: ReadonlySet<string> = new Set([
  "accepted", "order_accepted", "duplicate", "acted", "noted", "locked", "unlocked", "cancelled", "waiting", "order_decided",
  "undecided", "decision", "route", "tag", "untag", "alert", "apply", "unpool", "tally", "other",
]); // biome-ignore format: a word list

interface JournalFiltersProps {
  search: JournalSearch;
  /** An empty text takes a filter away. */
  onChange: (part: JournalSearch) => void;
}

export function JournalFilters({ search, onChange: change }: JournalFiltersProps) {
  const { t, i18n } = useTranslation();
  const dayjs = useDates();
  const { from, to, ...words } = search;
  const types = Object.entries(i18n.getResourceBundle(i18n.language, "translation").entry as Record<string, unknown>)
    .filter((one): one is [string, string] => typeof one[1] === "string" && !EFFECTS.has(one[0]))
    .map(([value, label]) => ({ value, label }));
  return (
    <>
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
}
