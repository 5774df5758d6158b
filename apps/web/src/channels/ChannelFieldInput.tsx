import { Button, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../shell/Field.tsx";
import { useCopy } from "../shell/use-copy.ts";
import styles from "./Channels.module.css";
import { type ChannelField, newSigningSecret, type Variables } from "./channel-fields.ts";
import { VariablesInput } from "./VariablesInput.tsx";

interface ChannelFieldInputProps {
  field: ChannelField;
  value: string | number | Variables | undefined;
  /** What may be seen of a secret that is set; null when none is. */
  shown: string | null;
  problem: string | null;
  onChange: (value: string | number | Variables) => void;
}

export function ChannelFieldInput({ field, value, shown, problem, onChange }: ChannelFieldInputProps) {
  const { t } = useTranslation();
  const copy = useCopy();
  const id = `channel-${field.name}`;
  const text = value === undefined || typeof value === "object" ? "" : String(value);
  const common = { id, "aria-invalid": problem !== null, ...(problem === null ? {} : { status: "error" as const }) };
  const secretHint = shown === null ? (field.example ?? t("channels.newSecret")) : t("channels.keepSecret", { shown });

  function input() {
    switch (field.input) {
      case "choice":
        return (
          <Select
            id={id}
            value={text || String(field.fallback ?? "")}
            options={(field.options ?? []).map((one) => ({ value: one, label: t(`channels.option.${one}`) }))}
            onChange={(next) => onChange(String(next))}
          />
        );
      case "number":
        return (
          <InputNumber
            {...common}
            style={{ width: "100%" }}
            controls={false}
            placeholder={field.example ?? ""}
            value={value === undefined ? (field.fallback ?? null) : Number(value)}
            onChange={(next) => onChange(Number(next ?? 0))}
          />
        );
      case "secret":
        return (
          <Input.Password
            {...common}
            autoComplete="new-password"
            placeholder={secretHint}
            value={text}
            onChange={(event) => onChange(event.target.value)}
          />
        );
      case "variables":
        return <VariablesInput id={id} value={typeof value === "object" ? value : {}} onChange={onChange} />;
      case "signing":
        return (
          <div className={styles.line}>
            <Input
              {...common}
              className="mono"
              autoComplete="off"
              placeholder={shown === null ? "whsec_…" : secretHint}
              value={text}
              onChange={(event) => onChange(event.target.value)}
            />
            <Button onClick={() => onChange(newSigningSecret())}>{t("channels.generate")}</Button>
            <Button disabled={text === ""} onClick={() => copy(text, t("channels.copied"))}>
              {t("copy.do")}
            </Button>
          </div>
        );
      default:
        return (
          <Input
            {...common}
            autoComplete="off"
            placeholder={field.example ?? ""}
            value={text}
            onChange={(event) => onChange(event.target.value)}
          />
        );
    }
  }
  return (
    <Field id={id} label={t(`channels.field.${field.name}`)} error={problem}>
      {input()}
    </Field>
  );
}
