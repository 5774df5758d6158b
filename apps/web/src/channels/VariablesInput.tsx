/** The variables of an SMS template: what of the message each of them shows. The text itself stands with the vendor. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Channels.module.css";
import { isVariableName, SHOWN_IN_SMS, type Variables, variableName } from "./channel-fields.ts";

interface VariablesInputProps {
  id: string;
  value: Variables;
  onChange: (value: Variables) => void;
}
const EXAMPLE = "code";

export function VariablesInput({ id, value, onChange }: VariablesInputProps) {
  const { t } = useTranslation();
  // Rows whose name is still empty or twice there have no place in the value.
  const [rows, setRows] = useState<readonly (readonly [string, string])[]>(() => Object.entries(value));
  const change = (next: typeof rows) => {
    setRows(next);
    onChange(Object.fromEntries(next.filter(([name]) => name !== "")));
  };
  const put = (at: number, name: string, shown: string) =>
    change(rows.map((row, index) => (index === at ? [name, shown] : row)));
  const known = SHOWN_IN_SMS.map((name) => ({ value: name as string, label: t(`channels.shown.${name}`) }));
  const examples = rows.flatMap(([name, shown]) => {
    const known = SHOWN_IN_SMS.find((one) => one === shown);
    return known === undefined || !isVariableName(name) ? [] : [`${name} = ${t(`channels.shownExample.${known}`)}`];
  });
  return (
    <div className={styles.form} style={{ gap: 8 }}>
      <p className={styles.help}>{t("channels.variablesHelp")}</p>
      {rows.map(([name, shown], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own until one is typed
        <div key={at} className={styles.line}>
          <Input
            className="mono"
            id={at === 0 ? id : undefined}
            aria-label={t("channels.variable", { n: at + 1 })}
            placeholder={EXAMPLE}
            maxLength={40}
            value={name}
            {...(name === "" || isVariableName(name) ? {} : { status: "error" as const })}
            onChange={(event) => put(at, variableName(event.target.value), shown)}
          />
          <Select
            aria-label={t("channels.variableShows", { name: name || String(at + 1) })}
            style={{ width: 200 }}
            popupMatchSelectWidth={false}
            value={shown}
            options={known.some((one) => one.value === shown) ? known : [...known, { value: shown, label: shown }]}
            onChange={(next: string) => put(at, name, next)}
          />
          <Button
            aria-label={t("channels.variableRemove", { name: name || String(at + 1) })}
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            onClick={() => change(rows.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      {examples.length > 0 ? (
        <p className={styles.help} data-testid="sms-example">
          {t("channels.variableExample")} {examples.join(" · ")}
        </p>
      ) : null}
      <span>
        <Button icon={<PlusOutlined aria-hidden />} onClick={() => change([...rows, ["", "title"]])}>
          {t("channels.variableAdd")}
        </Button>
      </span>
    </div>
  );
}
