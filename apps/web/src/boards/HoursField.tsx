import { InputNumber } from "antd";
import { Field } from "../shell/Field.tsx";

interface HoursFieldProps {
  label: string;
  /** Null: none is asked for. */
  value: number | null;
  onChange: (hours: number | null) => void;
}

/** Whole hours, from one to a year. */
export function HoursField({ label, value, onChange }: HoursFieldProps) {
  return (
    <Field label={label}>
      {(id) => <InputNumber id={id} min={1} max={8760} precision={0} value={value} onChange={onChange} />}
    </Field>
  );
}
