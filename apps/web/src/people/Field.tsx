import { Input } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Field as Labelled } from "../shell/Field.tsx";

interface FieldProps {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: "text" | "email" | "password";
  autoComplete?: string;
  help?: ReactNode;
  wrong?: string | null | undefined;
  autoFocus?: boolean;
  onEnter?: () => void;
}

/** A labelled line of a form of one's own person. */
export function Field({
  id,
  label,
  value,
  onChange,
  type = "text",
  autoComplete = "off",
  help,
  wrong,
  autoFocus,
  onEnter,
}: FieldProps) {
  const Line = type === "password" ? Input.Password : Input;
  return (
    <Labelled id={id} label={label} help={help} error={wrong}>
      <Line
        id={id}
        {...(type === "password" ? {} : { type })}
        value={value}
        autoComplete={autoComplete}
        autoFocus={autoFocus ?? false}
        status={wrong ? "error" : ""}
        onChange={(event) => onChange(event.target.value)}
        {...(onEnter ? { onPressEnter: onEnter } : {})}
      />
    </Labelled>
  );
}

/** By which a person signs in. */
export function EmailField(props: Pick<FieldProps, "value" | "onChange" | "autoFocus">) {
  const { t } = useTranslation();
  return <Field id="email" type="email" label={t("people.email")} autoComplete="username" {...props} />;
}
