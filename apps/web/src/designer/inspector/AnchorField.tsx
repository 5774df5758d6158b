/** The moment a deadline counts from: received, this node reached, or an instant of the order. */
import { factCatalogue, reachedFacts } from "@switchyard/orders";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat, useWorkspace } from "../../shell/workspace.ts";

interface AnchorFieldProps {
  id: string;
  label: string;
  value: unknown;
  readOnly: boolean;
  onChange: (value: unknown) => void;
}

const MOMENTS = ["received", "reached"] as const;
const instants = factCatalogue.filter((fact) => fact.type === "instant");

export function AnchorField({ id, label, value, readOnly, onChange }: AnchorFieldProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const states = useWorkspace()?.settings.states;
  const fact = typeof value === "object" && value !== null && "fact" in value ? String(value.fact) : null;
  return (
    <Select
      id={id}
      aria-label={label}
      disabled={readOnly}
      value={fact ?? String(value)}
      options={[
        ...MOMENTS.map((moment) => ({ value: moment as string, label: t(`choice.${moment}`) })),
        ...[...instants, ...reachedFacts(states)].map((spec) => ({ value: spec.name, label: format.text(spec.label) })),
      ]}
      onChange={(next) => onChange(MOMENTS.some((moment) => moment === next) ? next : { fact: next })}
    />
  );
}
