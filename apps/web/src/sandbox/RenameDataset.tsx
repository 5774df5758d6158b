import { useMutation } from "@tanstack/react-query";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DatasetView } from "../replays/replays-api.ts";
import { Dialog } from "../shell/Dialog.tsx";
import { keys, queryClient } from "../shell/query.ts";
import { useFailureText } from "../shell/states.tsx";
import styles from "./Sandbox.module.css";
import { sandboxApi } from "./sandbox-api.ts";
import { useDatasetNote } from "./use-dataset-note.ts";

export function RenameDataset({ dataset, onClose }: { dataset: DatasetView; onClose: () => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const [name, setName] = useState(dataset.name);
  const shown = useDatasetNote()(dataset) ?? "";
  const [note, setNote] = useState(shown);
  const save = useMutation({
    // Left as it is, the note of a shipped set stays in each reader's language.
    mutationFn: () => sandboxApi.renameDataset(dataset.id, { name: name.trim(), ...(note === shown ? {} : { note }) }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: keys.datasets, exact: true });
      onClose();
    },
  });
  return (
    <Dialog
      open
      width={440}
      title={t("datasets.renameTitle")}
      okText={t("datasets.save")}
      okButtonProps={{ disabled: name.trim() === "", loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className={styles.import}>
        <label htmlFor="dataset-new-name">{t("import.name")}</label>
        <Input id="dataset-new-name" maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
        <label htmlFor="dataset-note">{t("datasets.note")}</label>
        <Input.TextArea
          id="dataset-note"
          maxLength={2000}
          rows={3}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        {save.isError ? <p role="alert">{failureText(save.error).title}</p> : null}
      </div>
    </Dialog>
  );
}
