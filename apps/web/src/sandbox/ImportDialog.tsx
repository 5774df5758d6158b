/** Bringing order history in: choose a file, see how its columns are read, correct that, import. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../shell/api.ts";
import { keys, queryClient } from "../shell/query.ts";
import { Failure, Loading, useFailureText } from "../shell/states.tsx";
import type { DatasetFile, Mapping } from "../shell/wire.ts";
import { FileDrop } from "./FileDrop.tsx";
import { MappingTable } from "./MappingTable.tsx";
import { PreviewRows } from "./PreviewRows.tsx";
import styles from "./Sandbox.module.css";

interface ImportDialogProps {
  onClose: () => void;
  onImported: (id: string) => void;
}

export default function ImportDialog({ onClose, onImported }: ImportDialogProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const failureText = useFailureText();
  const [file, setFile] = useState<DatasetFile | null>(null);
  const [name, setName] = useState("");
  const [mapping, setMapping] = useState<Mapping | null>(null);
  const preview = useQuery({
    queryKey: ["datasets", "preview", file?.name, file?.text.length, mapping],
    queryFn: () => api.previewDataset({ format: file?.format, text: file?.text, ...(mapping ? { mapping } : {}) }),
    enabled: file !== null,
    placeholderData: (before) => before,
  });
  const save = useMutation({
    mutationFn: () =>
      api.createDataset({
        name: name.trim(),
        format: file?.format,
        text: file?.text,
        mapping: mapping ?? preview.data?.suggestedMapping,
      }),
    onSuccess: (dataset) => {
      void queryClient.invalidateQueries({ queryKey: keys.datasets, exact: true });
      void message.success(t("import.done", { name: dataset.name }));
      onImported(dataset.id);
      onClose();
    },
  });

  function choose(chosen: DatasetFile) {
    setFile(chosen);
    setMapping(null);
    setName(chosen.name.replace(/\.[^.]+$/, ""));
  }

  function content() {
    if (file === null) return null;
    if (preview.isPending) return <Loading label={t("import.reading")} />;
    if (preview.isError) return <Failure error={preview.error} onRetry={() => void preview.refetch()} />;
    const { columns, suggestedMapping, targets } = preview.data;
    return (
      <>
        <label htmlFor="dataset-name">{t("import.name")}</label>
        <Input id="dataset-name" maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
        {columns.length > 0 ? (
          <MappingTable columns={columns} targets={targets} value={mapping ?? suggestedMapping} onChange={setMapping} />
        ) : null}
        <PreviewRows preview={preview.data} />
      </>
    );
  }

  return (
    <Modal
      open
      width={760}
      title={t("import.title")}
      okText={t("import.ok", { n: preview.data?.good ?? 0 })}
      cancelText={t("state.cancel")}
      okButtonProps={{
        disabled: !preview.data || preview.data.good === 0 || name.trim() === "",
        loading: save.isPending,
      }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className={styles.import} data-testid="import-dialog">
        <FileDrop file={file} onChoose={choose} />
        {content()}
        {save.isError ? (
          <p role="alert">
            {failureText(save.error).title} {failureText(save.error).hint}
          </p>
        ) : null}
      </div>
    </Modal>
  );
}
