/** What a template needs, and what that is in this workspace. */
import { Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import { Labelled } from "./Labelled.tsx";
import styles from "./Templates.module.css";
import type { MappingView, TemplateView } from "./templates-api.ts";

interface NeedsFormProps {
  template: TemplateView;
  chosen: Partial<MappingView>;
  onChange: (chosen: Partial<MappingView>) => void;
}

export function NeedsForm({ template, chosen, onChange }: NeedsFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  if (!workspace) return null;
  const { needs, mapping } = template;
  const lists = [
    { kind: "destinations", needs: needs.destinations, have: workspace.destinations },
    { kind: "people", needs: needs.people, have: workspace.people },
    {
      kind: "fields",
      needs: needs.fields.map(({ name, label }) => ({ id: name, name: label })),
      have: workspace.settings.customFields.map(({ name, label }) => ({ id: name, name: format.text(label) })),
    },
    { kind: "endpoints", needs: needs.endpoints, have: null },
  ] as const;
  const choose = (kind: keyof MappingView, id: string, target: string) =>
    onChange({ ...chosen, [kind]: { ...chosen[kind], [id]: target } });
  return (
    <>
      {lists.map(({ kind, needs: wanted, have }) =>
        wanted.length === 0 ? null : (
          <section key={kind}>
            <h4>{t(`templates.need.${kind}`)}</h4>
            <div className={styles.mapping}>
              {wanted.map(({ id, name }) => {
                const value = chosen[kind]?.[id] ?? mapping[kind][id] ?? "";
                return (
                  <Labelled key={id} label={format.text(name)}>
                    {have === null ? (
                      <Input
                        aria-label={format.text(name)}
                        placeholder={t("templates.endpoint")}
                        maxLength={128}
                        value={value}
                        onChange={(event) => choose(kind, id, event.target.value)}
                      />
                    ) : (
                      <Select
                        allowClear
                        aria-label={format.text(name)}
                        showSearch={{ optionFilterProp: "label" }}
                        placeholder={t("templates.makeNew")}
                        value={value || undefined}
                        options={have.map((one) => ({ value: one.id, label: one.name }))}
                        onChange={(target: string | undefined) => choose(kind, id, target ?? "")}
                      />
                    )}
                  </Labelled>
                );
              })}
            </div>
          </section>
        ),
      )}
    </>
  );
}
