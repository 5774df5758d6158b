/** A newer release for a brand: what changes, and where it meets the brand's own changes — each decided by one click. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { keys, queryClient } from "../shell/query.ts";
import { RequestFailure } from "../shell/request.ts";
import { Failure, Loading, Refused, useFailureText } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useFormat } from "../shell/workspace.ts";
import { ChangeList } from "../versions/ChangeList.tsx";
import { defaultHere } from "./default-here.ts";
import { Labelled } from "./Labelled.tsx";
import { ParameterField } from "./ParameterField.tsx";
import styles from "./Templates.module.css";
import { type ParameterValue, type TemplateView, templateKeys, templatesApi, type UseRow } from "./templates-api.ts";

/** Nothing is wrong: values of the new release are still to be filled in. */
const isOpen = (error: unknown): boolean =>
  error instanceof RequestFailure &&
  error.problems.length > 0 &&
  error.problems.every(({ code }) => code === "required");

interface UpgradeDialogProps {
  /** The newest release. */
  template: TemplateView;
  use: UseRow;
  onClose: () => void;
}

export function UpgradeDialog({ template: newest, use, onClose }: UpgradeDialogProps) {
  const template = newest.id;
  const { t } = useTranslation();
  const format = useFormat();
  const failureText = useFailureText();
  const [taken, setTaken] = useState<readonly string[]>([]);
  const [values, setValues] = useState<Record<string, ParameterValue>>({});
  const fresh = newest.parameters.filter(({ id }) => !Object.hasOwn(use.values, id));
  const input = { flow: use.flow, take: [...taken], values };
  const preview = useQuery({
    queryKey: [...templateKeys.uses(template), "upgrade", input],
    queryFn: ({ signal }) => templatesApi.preview(template, input, signal),
    placeholderData: (before) => before,
  });
  const upgrade = useMutation({
    mutationFn: () => templatesApi.upgrade(template, input),
    onSuccess: ({ version }) => {
      toast("ok", t("templates.upgraded", { version }));
      void queryClient.invalidateQueries({ queryKey: templateKeys.uses(template) });
      void queryClient.invalidateQueries({ queryKey: keys.flows });
      onClose();
    },
  });
  const { data } = preview;
  return (
    <Dialog
      open
      width={680}
      title={t("templates.upgradeTitle", { name: use.name })}
      okText={t("templates.upgrade")}
      okButtonProps={{ disabled: !data || preview.isError, loading: upgrade.isPending }}
      onOk={() => upgrade.mutate()}
      onCancel={onClose}
    >
      <div className={styles.dialog} data-testid="upgrade-dialog">
        {fresh.length > 0 ? <h3>{t("templates.added", { n: fresh.length })}</h3> : null}
        {fresh.map((one) => (
          <Labelled
            key={one.id}
            label={`${format.text(one.label)}${one.required && one.default === undefined ? " *" : ""}`}
          >
            <ParameterField
              parameter={one}
              value={values[one.id] ?? defaultHere(newest, one)}
              onChange={(value) => setValues({ ...values, [one.id]: value })}
            />
          </Labelled>
        ))}
        {preview.isError ? (
          isOpen(preview.error) ? (
            <p className="quiet">{failureText(preview.error).hint}</p>
          ) : (
            <Failure error={preview.error} />
          )
        ) : null}
        {preview.isPending ? <Loading /> : null}
        {data ? (
          <>
            <h3>{t("templates.changes", { from: data.from, to: data.to })}</h3>
            <ChangeList changes={data.changes} />
            {data.conflicts.length > 0 ? <h3>{t("templates.conflicts", { n: data.conflicts.length })}</h3> : null}
            {data.conflicts.map((one) => (
              <div key={one.id} className={styles.conflict}>
                <p>{format.text(one.sentence)}</p>
                <Radio.Group
                  value={taken.includes(one.id) ? "theirs" : "ours"}
                  onChange={(event) =>
                    setTaken(event.target.value === "theirs" ? [...taken, one.id] : taken.filter((id) => id !== one.id))
                  }
                >
                  <Radio value="ours">{t("templates.ours")}</Radio>
                  <Radio value="theirs">{t("templates.theirs")}</Radio>
                </Radio.Group>
              </div>
            ))}
          </>
        ) : null}
        <Refused error={upgrade.error} />
      </div>
    </Dialog>
  );
}
