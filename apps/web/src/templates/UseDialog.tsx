/** The form that a template's parameters make: values for a brand, and a draft comes of it. */
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { keys, queryClient } from "../shell/query.ts";
import { Refused } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import { defaultHere } from "./default-here.ts";
import { Labelled } from "./Labelled.tsx";
import { ParameterField } from "./ParameterField.tsx";
import styles from "./Templates.module.css";
import { type ParameterValue, type TemplateView, templateKeys, templatesApi } from "./templates-api.ts";

export function UseDialog({ template, onClose }: { template: TemplateView; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const workspace = useWorkspace();
  const [name, setName] = useState(template.name.zh.slice(0, 60));
  const [brands, setBrands] = useState<string[]>([]);
  const [values, setValues] = useState<Record<string, ParameterValue>>({});
  const use = useMutation({
    mutationFn: () => templatesApi.use(template.id, { name: name.trim(), brands, values }),
    onSuccess: async ({ id, golden_left_out: left }) => {
      void queryClient.invalidateQueries({ queryKey: templateKeys.uses(template.id) });
      void queryClient.invalidateQueries({ queryKey: keys.flows });
      if (left.length > 0) toast("warn", t("templates.goldenLeft", { names: left.join(t("state.comma")) }));
      else toast("ok", t("templates.made"));
      onClose();
      await navigate({ to: "/flows/$flowId", params: { flowId: id } });
    },
  });
  return (
    <Dialog
      open
      width={600}
      title={t("templates.useTitle")}
      okText={t("templates.makeDraft")}
      okButtonProps={{ disabled: name.trim() === "", loading: use.isPending }}
      onOk={() => use.mutate()}
      onCancel={onClose}
    >
      <div className={styles.dialog} data-testid="use-dialog">
        <Labelled label={t("templates.flowName")}>
          <Input
            aria-label={t("templates.flowName")}
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Labelled>
        <Labelled label={t("templates.brands")}>
          <Select
            mode="multiple"
            optionFilterProp="label"
            aria-label={t("templates.brands")}
            placeholder={t("templates.allBrands")}
            value={brands}
            options={(workspace?.brands ?? []).map((one) => ({ value: one.id, label: one.name }))}
            onChange={setBrands}
          />
        </Labelled>
        {template.parameters.map((one) => (
          <Labelled
            key={one.id}
            label={`${format.text(one.label)}${one.required && one.default === undefined ? " *" : ""}`}
          >
            <ParameterField
              parameter={one}
              value={values[one.id] ?? defaultHere(template, one)}
              onChange={(value) => setValues({ ...values, [one.id]: value })}
            />
          </Labelled>
        ))}
        <Refused error={use.error} />
      </div>
    </Dialog>
  );
}
