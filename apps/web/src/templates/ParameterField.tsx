/** A field for a parameter, by its type. */
import { Input, InputNumber, Select } from "antd";
import { DurationField } from "../designer/inspector/DurationField.tsx";
import { useWorkspace } from "../shell/workspace.ts";
import type { Parameter, ParameterValue } from "./templates-api.ts";

interface ParameterFieldProps {
  parameter: Parameter;
  value: ParameterValue | undefined;
  onChange: (value: ParameterValue) => void;
}

export function ParameterField({ parameter, value, onChange }: ParameterFieldProps) {
  const workspace = useWorkspace();
  const { type, min, max } = parameter;
  const bounds = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  const number = typeof value === "number" ? value : null;
  const list = Array.isArray(value) ? value : [];
  switch (type) {
    case "number":
    case "days":
    case "percent":
      return (
        <InputNumber
          {...bounds}
          {...(type === "days" ? { precision: 0 } : {})}
          {...(type === "percent" ? { addonAfter: "%" } : {})}
          value={number}
          onChange={(next) => onChange(next ?? 0)}
        />
      );
    case "amount":
      return (
        <InputNumber
          addonBefore={parameter.currency ?? ""}
          precision={2}
          value={number === null ? null : number / 100}
          onChange={(next) => onChange(Math.round((next ?? 0) * 100))}
        />
      );
    case "duration":
      return (
        <DurationField
          value={typeof value === "object" && !Array.isArray(value) ? value : undefined}
          onChange={onChange}
        />
      );
    case "prefix":
    case "text":
      return <Input maxLength={500} value={String(value ?? "")} onChange={(event) => onChange(event.target.value)} />;
    case "texts":
    case "times":
      return (
        <Select mode="tags" value={list} onChange={(next: string[]) => onChange(next)} open={false} suffixIcon={null} />
      );
    case "destination":
      return (
        <Select
          value={typeof value === "string" ? value : null}
          options={(workspace?.destinations ?? []).map((one) => ({ value: one.id, label: one.name }))}
          onChange={(next: string) => onChange(next)}
        />
      );
    case "people":
      return (
        <Select
          mode="multiple"
          value={list}
          options={(workspace?.people ?? []).map((one) => ({ value: one.id, label: one.name }))}
          onChange={(next: string[]) => onChange(next)}
        />
      );
  }
}
