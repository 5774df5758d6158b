/** Bringing order history in: choose a file, see how its columns are read, correct that, import. */
import { skipToken, useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { keys, queryClient } from "../shell/query.ts";
import { Failure, Loading, Refused } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import { FileDrop } from "../upload/FileDrop.tsx";
import type { Door } from "../upload/upload-file.ts";
import { useUpload } from "../upload/use-upload.ts";
import { MappingTable } from "./MappingTable.tsx";
import { PreviewRows } from "./PreviewRows.tsx";
import styles from "./Sandbox.module.css";
import { type Mapping, sandboxApi } from "./sandbox-api.ts";

const DOOR: Door = { path: "/datasets/uploads", largestMb: { csv: 1024, ndjson: 1024, xlsx: 50 } };

interface ImportDialogProps {
  /** Dropped on the screen before the dialog was open. */
  file?: File | null;
  onClose: () => void;
  onImported: (id: string) => void;
}

export default function ImportDialog({ file = null, onClose, onImported }: ImportDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const upload = useUpload(DOOR);
  const { state } = upload;
  const [name, setName] = useState("");
  const [mapping, setMapping] = useState<Mapping | null>(null);
  const corrected = mapping ? { mapping } : {};
  const id = state.type === "there" ? state.upload.id : null;
  const preview = useQuery({
    queryKey: ["datasets", "preview", id, mapping],
    queryFn: id === null ? skipToken : ({ signal }) => sandboxApi.previewDataset(id, corrected, signal),
    placeholderData: (before) => (id === null ? undefined : before),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const take = useMutation({
    mutationFn: (uploaded: string) => sandboxApi.importDataset(uploaded, { name: name.trim(), ...corrected }),
    onSuccess: (dataset) => {
      upload.given();
      void queryClient.invalidateQueries({ queryKey: keys.datasets, exact: true });
      onImported(dataset.id);
      onClose();
    },
  });

  function choose(chosen: File) {
    setMapping(null);
    setName(chosen.name.replace(/\.[^.]+$/, "").slice(0, 120));
    upload.choose(chosen);
  }
  const first = useRef(file);
  const chooseFirst = useRef(choose);
  useEffect(() => {
    if (first.current !== null) chooseFirst.current(first.current);
    first.current = null;
  }, []);

  function content() {
    if (state.type === "too_large") return <Alert type="error" title={t("import.tooLarge", { mb: state.mb })} />;
    if (state.type === "failed") return <Failure error={state.error} onRetry={() => upload.choose(state.file)} />;
    if (state.type !== "there") return null;
    if (preview.isPending) return <Loading label={t("import.reading")} />;
    if (preview.isError) return <Failure of={preview} />;
    const { columns, suggested, kept, targets } = preview.data;
    return (
      <>
        <label htmlFor="dataset-name">{t("import.name")}</label>
        <Input id="dataset-name" maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
        {kept && mapping === null ? (
          <Alert type="info" title={t(`import.kept.${kept.kind}`, { name: kept.name })} />
        ) : null}
        {columns.length > 0 ? (
          <MappingTable columns={columns} targets={targets} value={mapping ?? suggested} onChange={setMapping} />
        ) : null}
        <PreviewRows preview={preview.data} />
      </>
    );
  }
  const data = id === null ? undefined : preview.data;
  const label = data === undefined || !data.whole ? t("import.okAll") : t("import.ok", { n: format.number(data.good) });

  return (
    <Dialog
      open
      width={820}
      style={{ top: 40 }}
      title={t("import.title")}
      okText={label}
      okButtonProps={{
        disabled: data === undefined || data.good === 0 || name.trim() === "",
        loading: take.isPending,
      }}
      onOk={() => {
        if (id !== null) take.mutate(id);
      }}
      onCancel={onClose}
    >
      <div className={styles.import} data-testid="import-dialog">
        <FileDrop
          accept=".csv,.tsv,.txt,.xlsx,.ndjson,.jsonl,.json"
          testId="import-file"
          invites={t("import.drop")}
          limits={t("import.limits")}
          name={state.type === "none" ? null : state.name}
          progress={state.type === "sending" ? state.progress : null}
          onChoose={choose}
          onCancel={upload.cancel}
        />
        {content()}
        <Refused error={take.error} />
      </div>
    </Dialog>
  );
}
