/** A template before it is taken in: what it does, in sentences; what it needs, and what that is here. Nothing goes live. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { keys, queryClient } from "../shell/query.ts";
import { Failure, Loading, Refused } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useFormat } from "../shell/workspace.ts";
import { NeedsForm } from "./NeedsForm.tsx";
import { SentenceList } from "./SentenceList.tsx";
import styles from "./Templates.module.css";
import { type MappingView, type Source, templateKeys, templatesApi } from "./templates-api.ts";

export function ImportDialog({ source, onClose }: { source: Source; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
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
    <Dialog
      open
      width={720}
      title={t("templates.importTitle")}
      okText={t("templates.takeIn")}
      okButtonProps={{ disabled: !looked.data, loading: take.isPending }}
      onOk={() => take.mutate()}
      onCancel={onClose}
    >
      <div data-testid="import-template" className={styles.dialog}>
        {looked.isPending ? <Loading /> : null}
        {looked.isError ? <Failure error={looked.error} /> : null}
        {looked.data ? (
          <>
            <h3>{format.text(looked.data.name)}</h3>
            <p>{format.text(looked.data.description)}</p>
            <NeedsForm template={looked.data} chosen={chosen} onChange={setChosen} />
            <Checkbox checked={create} onChange={(event) => setCreate(event.target.checked)}>
              {t("templates.create")}
            </Checkbox>
            <h3>{t("templates.does")}</h3>
            <SentenceList sentences={looked.data.sentences} />
            <p className="quiet">{t("templates.notLive")}</p>
          </>
        ) : null}
        <Refused error={take.error} />
      </div>
    </Dialog>
  );
}
