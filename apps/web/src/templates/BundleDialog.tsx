/** A brand's bundle before it is taken in: whose it will be, what each flow does with its values, and what it needs. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { AutoComplete, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { keys, queryClient } from "../shell/query.ts";
import { Failure, Loading, Refused } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import { cellText } from "./cell-text.ts";
import { Labelled } from "./Labelled.tsx";
import { NeedsForm } from "./NeedsForm.tsx";
import { SentenceList } from "./SentenceList.tsx";
import styles from "./Templates.module.css";
import { type BundleView, type MappingView, type TemplateView, templateKeys, templatesApi } from "./templates-api.ts";

export function BundleDialog({ text, onClose }: { text: string; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const looked = useQuery({
    queryKey: ["templates", "bundle", text],
    queryFn: () => templatesApi.checkBundle(text),
    retry: false,
  });
  const [brand, setBrand] = useState<string | null>(null);
  const [mapping, setMapping] = useState<Record<string, Partial<MappingView>>>({});
  const [create, setCreate] = useState(true);
  const target = brand ?? (looked.data ? format.text(looked.data.name) : "");
  const take = useMutation({
    mutationFn: () => templatesApi.takeBundle({ text, brand: target.trim(), mapping, create_missing: create }),
    onSuccess: ({ brand: taken, flows }) => {
      const left = flows.flatMap(({ golden_left_out: names }) => names);
      toast("ok", t("templates.bundleTaken", { n: flows.length, brand: taken }));
      if (left.length > 0) toast("warn", t("templates.goldenLeft", { names: left.join(t("state.comma")) }));
      for (const key of [templateKeys.list, keys.workspace, keys.flows])
        void queryClient.invalidateQueries({ queryKey: key });
      onClose();
    },
  });
  return (
    <Dialog
      open
      width={760}
      title={t("templates.bundleImport")}
      okText={t("templates.makeDrafts")}
      okButtonProps={{ disabled: !looked.data || target.trim() === "", loading: take.isPending }}
      onOk={() => take.mutate()}
      onCancel={onClose}
    >
      <div data-testid="import-bundle" className={styles.dialog}>
        {looked.isPending ? <Loading /> : null}
        {looked.isError ? <Failure error={looked.error} /> : null}
        {looked.data ? (
          <>
            <Labelled label={t("templates.bundleFor")}>
              <AutoComplete
                aria-label={t("templates.bundleFor")}
                value={target}
                options={(workspace?.brands ?? []).map(({ name }) => ({ value: name }))}
                onChange={setBrand}
              />
            </Labelled>
            {workspace?.brands.some(({ id, name }) => id === target.trim() || name === target.trim()) ? null : (
              <p className="quiet">{t("templates.bundleNewBrand")}</p>
            )}
            <Checkbox checked={create} onChange={(event) => setCreate(event.target.checked)}>
              {t("templates.create")}
            </Checkbox>
            {looked.data.flows.map((one, place) => (
              <BundledFlow
                // biome-ignore lint/suspicious/noArrayIndexKey: two flows of a bundle may be called alike
                key={place}
                one={one}
                chosen={mapping[one.template.id] ?? {}}
                onChange={(chosen) => setMapping({ ...mapping, [one.template.id]: chosen })}
              />
            ))}
            <p className="quiet">{t("templates.notLive")}</p>
          </>
        ) : null}
        <Refused error={take.error} />
      </div>
    </Dialog>
  );
}

interface BundledFlowProps {
  one: BundleView["flows"][number];
  chosen: Partial<MappingView>;
  onChange: (chosen: Partial<MappingView>) => void;
}

function BundledFlow({ one, chosen, onChange }: BundledFlowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { template } = one;
  const named = (list: TemplateView["needs"]["people"]) =>
    list.map(({ id, name }) => ({ id, name: format.text(name) }));
  const names = {
    destinations: named(template.needs.destinations),
    people: named(template.needs.people),
    language: format.language,
  };
  return (
    <section className={styles.bundled}>
      <h3>{one.name}</h3>
      {one.values.length === 0 ? null : (
        <p>
          {one.values
            .map(({ parameter, value }) =>
              t("templates.given", { label: format.text(parameter.label), value: cellText(parameter, value, names) }),
            )
            .join(t("state.comma"))}
        </p>
      )}
      <NeedsForm template={template} chosen={chosen} onChange={onChange} />
      <SentenceList sentences={template.sentences} />
    </section>
  );
}
