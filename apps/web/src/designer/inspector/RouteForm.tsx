import { Checkbox, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../../shell/Field.tsx";
import { useWorkspace } from "../../shell/workspace.ts";
import type { FormProps } from "./forms.ts";

const KINDS = ["line", "warehouse", "wave"] as const;

export default function RouteForm({ node, readOnly, update }: FormProps<"route">) {
  const { t } = useTranslation();
  const destinations = useWorkspace()?.destinations ?? [];
  const groups = KINDS.map((kind) => ({
    label: t(`destination.${kind}`),
    options: destinations.filter((one) => one.kind === kind).map((one) => ({ value: one.id, label: one.name })),
  })).filter((group) => group.options.length > 0);
  const known = node.destination === "" || destinations.some((one) => one.id === node.destination);
  const { lines, ...whole } = node;
  return (
    <>
      <Field
        label={t("form.destination")}
        error={known ? undefined : t("form.destinationGone", { id: node.destination })}
      >
        {(id) => (
          <Select
            id={id}
            aria-label={t("form.destination")}
            showSearch={{ optionFilterProp: "label" }}
            disabled={readOnly}
            placeholder={t("form.pickDestination")}
            value={node.destination === "" ? undefined : node.destination}
            options={groups}
            onChange={(destination) => update({ ...node, destination: String(destination) }, "destination")}
          />
        )}
      </Field>
      {lines ? (
        <Checkbox checked disabled={readOnly} onChange={() => update(whole, "lines")}>
          {t("form.onlyLines")}
        </Checkbox>
      ) : null}
    </>
  );
}
