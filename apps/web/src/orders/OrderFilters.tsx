import { SearchOutlined } from "@ant-design/icons";
import { Input, Select } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../shell/workspace.ts";

export interface OrderFilterValues {
  q: string | undefined;
  brand: string | undefined;
  destination: string | undefined;
  outcome: string | undefined;
}

export const noFilters: OrderFilterValues = {
  q: undefined,
  brand: undefined,
  destination: undefined,
  outcome: undefined,
};
const OUTCOMES = ["decided", "undecided", "parked"] as const;
const PAUSE_MS = 300;

interface OrderFiltersProps {
  value: OrderFilterValues;
  onChange: (value: OrderFilterValues) => void;
}

export function OrderFilters({ value, onChange }: OrderFiltersProps) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [typed, setTyped] = useState(value.q ?? "");
  useEffect(() => {
    if (typed === (value.q ?? "")) return;
    const handle = setTimeout(() => onChange({ ...value, q: typed === "" ? undefined : typed }), PAUSE_MS);
    return () => clearTimeout(handle);
  }, [typed, value, onChange]);
  useEffect(() => setTyped(value.q ?? ""), [value.q]);
  const pick = (
    name: "brand" | "destination" | "outcome",
    label: string,
    options: { value: string; label: string }[],
  ) => (
    <Select
      style={{ width: 150 }}
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      placeholder={label}
      aria-label={label}
      value={value[name]}
      options={options}
      onChange={(next: string | undefined) => onChange({ ...value, [name]: next })}
    />
  );
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
      {pick("brand", t("orders.brand"), named(workspace?.brands))}
      {pick("destination", t("orders.destination"), named(workspace?.destinations))}
      {pick(
        "outcome",
        t("orders.outcome"),
        OUTCOMES.map((outcome) => ({ value: outcome, label: t(`outcome.${outcome}`) })),
      )}
    </>
  );
}
