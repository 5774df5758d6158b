import { CloseOutlined, SearchOutlined } from "@ant-design/icons";
import { carrierName, DEFAULT_STATE_MACHINE } from "@switchyard/orders";
import { Checkbox, Input, Select, Tag } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { placeName } from "../map/tiles.ts";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import { DUE, NONE, type OrderSearch, STOPPED } from "./order-search.ts";

export type OrderFilterValues = Omit<OrderSearch, "pages" | "sort">;
type Chosen = "brand" | "destination" | "outcome" | "status" | "due" | "waits";

const FROM_BOARDS = ["days", "stay", "category", "carrier", "province", "parcel_in"] as const;
type FromBoards = (typeof FROM_BOARDS)[number];

const OUTCOMES = ["decided", "undecided", "parked"] as const;
const PAUSE_MS = 300;

interface OrderFiltersProps {
  value: OrderFilterValues;
  onChange: (value: OrderFilterValues) => void;
}

export function OrderFilters({ value, onChange }: OrderFiltersProps) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const format = useFormat();
  const { states } = workspace?.settings.states ?? DEFAULT_STATE_MACHINE;
  const [typed, setTyped] = useState(value.q ?? "");
  const told = useRef(typed);
  useEffect(() => {
    if (typed === (value.q ?? "")) return;
    const handle = setTimeout(() => {
      told.current = typed;
      onChange(having(value, "q", typed));
    }, PAUSE_MS);
    return () => clearTimeout(handle);
  }, [typed, value, onChange]);
  // What comes back from the address is what was typed a moment ago: letters typed since then stay.
  useEffect(() => {
    if (told.current === (value.q ?? "")) return;
    told.current = value.q ?? "";
    setTyped(told.current);
  }, [value.q]);
  const pick = (name: Chosen, label: string, options: { value: string; label: string }[]) => (
    <Select
      style={{ width: 130 }}
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      placeholder={label}
      aria-label={label}
      value={value[name]}
      options={options}
      onChange={(next: string | undefined) => onChange(having(value, name, next ?? ""))}
    />
  );
  function said(name: FromBoards): string {
    const word = name === "days" ? undefined : value[name];
    if (name === "days") return t("orders.cameBetween", { from: value.from ?? "…", to: value.to ?? "…" });
    if (name === "stay") return t("orders.stays", { stay: t(`orders.stayIs.${value.stay ?? "2h"}`) });
    if (word === NONE) return t(`orders.without.${name}`);
    const told = name === "carrier" ? carrierName(word ?? "") : name === "category" ? word : placeName(word ?? "");
    return t(`orders.only.${name}`, { is: typeof told === "object" ? format.text(told) : told });
  }
  const named = (items: readonly { id: string; name: string }[] | undefined) =>
    (items ?? []).map((item) => ({ value: item.id, label: item.name }));
  return (
    <>
      <Input
        style={{ width: 240 }}
        prefix={<SearchOutlined aria-hidden />}
        allowClear
        placeholder={t("orders.search")}
        aria-label={t("orders.search")}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {pick("brand", t("orders.brand"), [...named(workspace?.brands), { value: NONE, label: t("orders.noBrand") }])}
      {pick("destination", t("orders.destination"), [
        ...named(workspace?.destinations),
        { value: NONE, label: t("orders.noDestination") },
      ])}
      {pick(
        "due",
        t("orders.column.due_at"),
        DUE.map((due) => ({ value: due, label: t(`orders.dueIs.${due}`) })),
      )}
      {pick(
        "outcome",
        t("orders.outcome"),
        OUTCOMES.map((outcome) => ({ value: outcome, label: t(`outcome.${outcome}`) })),
      )}
      {pick(
        "status",
        t("orders.status"),
        states.map(({ id, label }) => ({ value: id, label: format.text(label) })),
      )}
      {pick(
        "waits",
        t("orders.stopped"),
        STOPPED.map((why) => ({ value: why, label: t(`orders.stoppedBy.${why}`) })),
      )}
      <Checkbox
        checked={value.open === true}
        onChange={({ target }) => {
          const { open: _open, ...rest } = value;
          onChange(target.checked ? { ...rest, open: true } : rest);
        }}
      >
        {t("orders.openOnly")}
      </Checkbox>
      {fromBoards(value).map(([name, rest]) => (
        <Tag
          key={name}
          variant="outlined"
          style={{ margin: 0, padding: "3px 8px", fontSize: 13 }}
          closeIcon={<CloseOutlined aria-label={t("orders.dropFilter")} />}
          onClose={() => onChange(rest)}
          data-testid={`filter-${name}`}
        >
          {said(name)}
        </Tag>
      ))}
    </>
  );
}

/** Filters that only boards lead to, each with what is left without it. */
function fromBoards(value: OrderFilterValues): [FromBoards, OrderFilterValues][] {
  const { from, to, ...days } = value;
  return FROM_BOARDS.flatMap((name): [FromBoards, OrderFilterValues][] => {
    if (name === "days") return (from ?? to) === undefined ? [] : [[name, days]];
    const { [name]: is, ...rest } = value;
    return is === undefined ? [] : [[name, rest]];
  });
}

/** What is empty is not asked for. */
function having(value: OrderFilterValues, name: "q" | Chosen, next: string): OrderFilterValues {
  const { [name]: _old, ...rest } = value;
  return next === "" ? rest : { ...rest, [name]: next };
}
