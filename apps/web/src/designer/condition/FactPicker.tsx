import { type RefSelectProps, Select } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFirstFocus } from "../../shell/use-first-focus.ts";
import { useFormat } from "../../shell/workspace.ts";
import { useEditor } from "../drawing.ts";
import styles from "./ConditionEditor.module.css";
import { type FactOption, matchesFact, typedOption } from "./fact-options.ts";
import { useFactOptions } from "./use-facts.ts";

const KINDS = ["field", "line", "clock", "window", "pattern", "lookup", "bucket", "event", "elsewhere"] as const;

interface FactPickerProps {
  value?: string | undefined;
  onChange: (fact: string) => void;
  /** Opened at once, for a row that has no fact yet. */
  opened?: boolean;
  onCancel?: () => void;
  only?: (option: FactOption) => boolean;
}

export function FactPicker({ value, onChange, opened = false, onCancel, only }: FactPickerProps) {
  const { t } = useTranslation();
  const facts = useFactOptions();
  const format = useFormat();
  const readOnly = useEditor((state) => state.readOnly);
  const [search, setSearch] = useState("");
  const field = useFirstFocus<RefSelectProps>(opened);
  const options = useMemo(() => {
    const typed = typedOption(search || value || "", format);
    const all = [...facts, ...(typed ? [typed] : [])].filter((option) => only?.(option) ?? true);
    const known = all.some((option) => option.value === value) || value === undefined;
    const groups = KINDS.map((kind) => ({
      label: t(`factKind.${kind}`),
      options: all.filter((option) => option.kind === kind),
    })).filter((group) => group.options.length > 0);
    return known ? groups : [{ label: t("condition.unknownFact"), options: [{ value, label: value }] }, ...groups];
  }, [facts, format, only, value, search, t]);
  return (
    <Select
      ref={field}
      className={styles.fact ?? ""}
      aria-label={t("condition.fact")}
      placeholder={t("condition.pickFact")}
      showSearch={{
        onSearch: setSearch,
        filterOption: (text, option) => matchesFact(text, option as FactOption | undefined),
      }}
      value={value}
      disabled={readOnly}
      options={options}
      popupMatchSelectWidth={320}
      listHeight={320}
      {...(opened ? { defaultOpen: true, autoFocus: true } : {})}
      onChange={(fact) => onChange(String(fact))}
      onOpenChange={(open) => {
        if (!open && value === undefined) onCancel?.();
      }}
      optionRender={(option) => {
        const { description, sample } = option.data as Partial<FactOption>;
        return (
          <div className={styles.option}>
            <span>{option.label}</span>
            {description ? <small>{description}</small> : null}
            {sample ? <small className="mono">{t("condition.sample", { sample })}</small> : null}
          </div>
        );
      }}
    />
  );
}
