/** 免打扰时段: from one time of the day to another, which may be on the next day. */
import styles from "./QuietSpan.module.css";
import { TimeField } from "./TimeField.tsx";

export interface Span {
  start: string;
  end: string;
}
/** What is offered first. */
export const NIGHT: Span = { start: "22:00", end: "08:00" };

interface QuietSpanProps {
  /** Names the two fields for whoever hears them. */
  from: string;
  to: string;
  value: Span;
  disabled?: boolean;
  onChange: (value: Span) => void;
}

export function QuietSpan({ from, to, value, disabled = false, onChange }: QuietSpanProps) {
  const field = (name: keyof Span, label: string) => (
    <TimeField
      label={label}
      disabled={disabled}
      value={value[name]}
      onChange={(next) => onChange({ ...value, [name]: next })}
    />
  );
  return (
    <span className={styles.span}>
      {field("start", from)} – {field("end", to)}
    </span>
  );
}
