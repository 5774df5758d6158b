/** Bringing order history in: choose a file, see how its columns are read, correct that, import. */
import { skipToken, useMutation, useQuery } from "@tanstack/react-query";
import { Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../shell/api.ts";
import { keys, queryClient } from "../shell/query.ts";
import { Failure, Loading, useFailureText } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
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
  const failureText = useFailureText();
  const [file, setFile] = useState<DatasetFile | null>(null);
  const [name, setName] = useState("");
  const [mapping, setMapping] = useState<Mapping | null>(null);
  const corrected = mapping ? { mapping } : {};
  const preview = useQuery({
    queryKey: ["datasets", "preview", file?.name, file?.text.length, mapping],
    queryFn: file ? () => api.previewDataset({ format: file.format, text: file.text, ...corrected }) : skipToken,
    placeholderData: (before) => before,
  });
  const save = useMutation({
    mutationFn: ({ format, text }: DatasetFile) => api.createDataset({ name: name.trim(), format, text, ...corrected }),
    onSuccess: (dataset) => {
      void queryClient.invalidateQueries({ queryKey: keys.datasets, exact: true });
      toast("ok", t("import.done", { name: dataset.name }));
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
      onOk={() => {
        if (file) save.mutate(file);
      }}
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
