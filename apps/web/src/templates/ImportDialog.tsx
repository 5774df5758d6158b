/** A template before it is taken in: what it does, in sentences; what it needs, and what that is here. Nothing goes live. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Checkbox, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keys, queryClient } from "../shell/query.ts";
import { Failure, Loading, useFailureText } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import { Labelled } from "./Labelled.tsx";
import { SentenceList } from "./SentenceList.tsx";
import styles from "./Templates.module.css";
import { type MappingView, type Source, type TemplateView, templateKeys, templatesApi } from "./templates-api.ts";

export function ImportDialog({ source, onClose }: { source: Source; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const failureText = useFailureText();
  const looked = useQuery({
    queryKey: ["templates", "look", source],
    queryFn: () => templatesApi.check(source),
    retry: false,
  });
  const [chosen, setChosen] = useState<Partial<MappingView>>({});
  const [create, setCreate] = useState(true);
  const take = useMutation({
    mutationFn: () => templatesApi.take({ ...source, mapping: chosen, create_missing: create }),
    onSuccess: async ({ id }) => {
      toast("ok", t("templates.takenIn"));
      void queryClient.invalidateQueries({ queryKey: templateKeys.list });
      void queryClient.invalidateQueries({ queryKey: keys.workspace });
      onClose();
      await navigate({ to: "/templates/$templateId", params: { templateId: id } });
    },
  });
  return (
    <Modal
      open
      width={720}
      title={t("templates.importTitle")}
      okText={t("templates.takeIn")}
      cancelText={t("state.cancel")}
      okButtonProps={{ disabled: !looked.data, loading: take.isPending }}
      onOk={() => take.mutate()}
      onCancel={onClose}
    >
      <div data-testid="import-template" className={styles.dialog}>
        {looked.isPending ? <Loading /> : null}
        {looked.isError ? <Failure error={looked.error} /> : null}
        {looked.data ? (
          <>
            <Mapping template={looked.data} chosen={chosen} onChange={setChosen} />
            <Checkbox checked={create} onChange={(event) => setCreate(event.target.checked)}>
              {t("templates.create")}
            </Checkbox>
            <h3>{t("templates.does")}</h3>
            <SentenceList sentences={looked.data.sentences} />
            <p className="quiet">{t("templates.notLive")}</p>
          </>
        ) : null}
        {take.isError ? (
          <p role="alert" className={styles.refused}>
            {failureText(take.error).title} {failureText(take.error).hint}
          </p>
        ) : null}
      </div>
    </Modal>
  );
}

interface MappingProps {
  template: TemplateView;
  chosen: Partial<MappingView>;
  onChange: (chosen: Partial<MappingView>) => void;
}

function Mapping({ template, chosen, onChange }: MappingProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  if (!workspace) return null;
  const lists = [
    { kind: "destinations", needs: template.needs.destinations, have: workspace.destinations },
    { kind: "people", needs: template.needs.people, have: workspace.people },
    {
      kind: "fields",
      needs: template.needs.fields.map(({ name, label }) => ({ id: name, name: label })),
      have: workspace.settings.customFields.map(({ name, label }) => ({ id: name, name: format.text(label) })),
    },
  ] as const;
  return (
    <>
      <h3>{format.text(template.name)}</h3>
      <p>{format.text(template.description)}</p>
      {lists.map(({ kind, needs, have }) =>
        needs.length === 0 ? null : (
          <section key={kind}>
            <h4>{t(`templates.need.${kind}`)}</h4>
            <div className={styles.mapping}>
              {needs.map(({ id, name }) => (
                <Labelled key={id} label={format.text(name)}>
                  <Select
                    allowClear
                    aria-label={format.text(name)}
                    showSearch={{ optionFilterProp: "label" }}
                    placeholder={t("templates.makeNew")}
                    value={(chosen[kind]?.[id] ?? template.mapping[kind][id]) || undefined}
                    options={have.map((one) => ({ value: one.id, label: one.name }))}
                    onChange={(target: string | undefined) =>
                      onChange({ ...chosen, [kind]: { ...chosen[kind], [id]: target ?? "" } })
                    }
                  />
                </Labelled>
              ))}
            </div>
          </section>
        ),
      )}
    </>
  );
}
