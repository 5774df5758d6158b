/** One or several of what has a name: found by that name, never by its id. */
import { Select } from "antd";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";

export interface Option {
  value: string;
  label: string;
}

interface ChoicesProps {
  id: string;
  label: string;
  options: readonly Option[];
  /** What is typed can be taken as it is, where nothing is called so. */
  free?: boolean;
  placeholder?: string;
  disabled: boolean;
}

const fold = (text: string) => text.normalize("NFKC").toLowerCase();

/** With what was chosen before and is gone, and with what is being typed. */
function useOptions({ options, free = false }: ChoicesProps, chosen: readonly string[], search: string): Option[] {
  const { t } = useTranslation();
  const known = new Set(options.map(({ value }) => value));
  const others = chosen.filter((value) => !known.has(value));
  const typed = search.trim();
  const isNew = free && typed !== "" && ![...known, ...others].includes(typed);
  return [
    ...options,
    ...others.map((value) => ({ value, label: free ? value : t("form.gone", { id: value }) })),
    ...(isNew ? [{ value: typed, label: typed }] : []),
  ];
}

const filterOption = (text: string, option: Option | undefined) =>
  fold(option?.label ?? "").includes(fold(text.trim()));

/** In an open list of several antd ticks and unticks the active line at each Tab, and never lets the keyboard go on. */
export const leaveOnTab = (event: KeyboardEvent): void => {
  if (event.key === "Tab") event.stopPropagation();
};

export function Many(props: ChoicesProps & { value: readonly string[]; onChange: (value: string[]) => void }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const options = useOptions(props, props.value, search);
  return (
    <Select<string[], Option>
      id={props.id}
      mode="multiple"
      aria-label={props.label}
      placeholder={props.placeholder ?? t("form.pick")}
      showSearch={{ filterOption, onSearch: setSearch }}
      onInputKeyDown={leaveOnTab}
      disabled={props.disabled}
      value={[...props.value]}
      options={options}
      onChange={(value) => {
        setSearch("");
        props.onChange(value);
      }}
    />
  );
}

export function One(props: ChoicesProps & { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const options = useOptions(props, props.value === "" ? [] : [props.value], search);
  return (
    <Select<string, Option>
      id={props.id}
      aria-label={props.label}
      placeholder={props.placeholder ?? t("form.pick")}
      showSearch={{ filterOption, onSearch: setSearch }}
      disabled={props.disabled}
      value={props.value === "" ? null : props.value}
      options={options}
      onChange={props.onChange}
    />
  );
}
