import { DEFAULT_STATE_MACHINE } from "@switchyard/orders";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shell/workspace.ts";

interface WindowEventProps {
  id: string;
  label: string;
  value: string;
  readOnly: boolean;
  onChange: (event: string) => void;
}

const EVENTS = [
  "order_received", "order_updated", "order_cancelled", "complaint", "return", "exchange", "refund",
] as const; // biome-ignore format: a word list

/** Which event a counter counts, or which begins it anew: what happens to orders, or a state that they come to. */
export function WindowEvent({ id, label, value, readOnly, onChange }: WindowEventProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const known = [
    ...EVENTS.map((event) => ({ value: event as string, label: t(`declare.events.${event}`) })),
    ...DEFAULT_STATE_MACHINE.states.map((state) => ({
      value: `state:${state.id}`,
      label: t("declare.reaches", { state: format.text(state.label) }),
    })),
  ];
  const options = known.some((one) => one.value === value) ? known : [...known, { value, label: value }];
  return (
    <Select<string>
      id={id}
      aria-label={label}
      disabled={readOnly}
      value={value}
      options={options}
      onChange={(event) => onChange(event)}
    />
  );
}
