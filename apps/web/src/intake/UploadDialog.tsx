/** Orders from a table: choose the file, see how its columns are read, correct that, take them in or hold them beside the orders. */
import { skipToken, useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Input, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { keys, queryClient } from "../shell/query.ts";
import { Failure, useFailureText } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import { FileDrop } from "../upload/FileDrop.tsx";
import type { Door } from "../upload/upload-file.ts";
import { useUpload } from "../upload/use-upload.ts";
import { HowFar } from "./HowFar.tsx";
import styles from "./Intake.module.css";
import type { Covered, SheetProgress } from "./intake-api.ts";
import { intakeApi } from "./intake-api.ts";
import { SheetCovers } from "./SheetCovers.tsx";
import { AS_IT_COMES, type Asked, SheetPreview } from "./SheetPreview.tsx";

const SOURCE = "excel";
const DOOR: Door = { path: "/intake/files", largestMb: { csv: 100, ndjson: 100, xlsx: 50 } };

type Way = "take" | "compare";

interface UploadDialogProps {
  /** Begins with comparing alone. */
  comparing: boolean;
  onClose: () => void;
  /** To the reports: one more is being made. */
  onCompared: () => void;
  /** To the records that could not be taken in. */
  onRepair: () => void;
}

export default function UploadDialog({ comparing, onClose, onCompared, onRepair }: UploadDialogProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const failureText = useFailureText();
  const upload = useUpload(DOOR);
  const file = upload.state;
  const id = file.type === "there" ? file.upload.id : null;
  const [source, setSource] = useState(SOURCE);
  const [asked, setAsked] = useState<Asked>(AS_IT_COMES);
  const [keep, setKeep] = useState(true);
  const [clears, setClears] = useState(false);
  const [way, setWay] = useState<Way>(comparing ? "compare" : "take");
  const [covers, setCovers] = useState<Covered>({ from: null, to: null, brand: null });
  const [progress, setProgress] = useState<SheetProgress | null>(null);
  const isSource = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/.test(source);
  /** How the file is read; it is sent once, and stays with the server until it is taken in or given up. */
  const format = file.type === "there" && file.upload.format === "xlsx" ? "xlsx" : "csv";
  const read = (of: string) => ({ file: of, format, source, clears, ...asked }) as const;
  const preview = useQuery({
    // Apart from what an upload changes: nobody looks at it again then.
    queryKey: ["upload preview", id, source, asked, clears],
    queryFn:
      id !== null && isSource
        ? ({ signal }) => {
            setProgress(null);
            return intakeApi.previewUpload(read(id), { onProgress: setProgress, signal });
          }
        : skipToken,
    placeholderData: (before, query) => (query?.queryKey[1] === id ? before : undefined),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const take = useMutation({
    mutationFn: ({ of, ending }: { of: string; ending: AbortController }) =>
      intakeApi.upload({ ...read(of), keep }, { onProgress: setProgress, signal: ending.signal }),
    onMutate: () => setProgress(null),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ["intake"] });
      void queryClient.invalidateQueries({ queryKey: ["orders"] });
    },
  });
  const compare = useMutation({
    mutationFn: (of: string) =>
      intakeApi.compareSheet({ ...read(of), keep }, file.type === "none" ? "" : file.name, covers),
    onSuccess: () => {
      upload.given();
      void queryClient.invalidateQueries({ queryKey: keys.comparisons });
      onCompared();
    },
  });
  const failed = take.error ?? compare.error;
  const done = take.data;
  const counts = done
    ? (["accepted", "duplicate", "update", "quarantined"] as const)
        .map((name) => `${t(`intake.count.${name}`)} ${number(done[name])}`)
        .join(" · ")
    : "";

  function content() {
    if (file.type === "too_large") return <Alert type="error" title={t("import.tooLarge", { mb: file.mb })} />;
    if (file.type === "failed") return <Failure error={file.error} onRetry={() => upload.choose(file.file)} />;
    if (file.type !== "there" || !isSource) return null;
    if (preview.isPending) return <HowFar progress={progress} />;
    if (preview.isError) return <Failure of={preview} />;
    const reading = preview.isPlaceholderData ? <HowFar progress={progress} /> : null;
    return <SheetPreview preview={preview.data} asked={asked} onAsk={setAsked} reading={reading} />;
  }

  function okText(): string {
    if (done) return t("intake.finished");
    const { total, good, bad } = preview.data ?? { total: 0, good: 0, bad: 0 };
    if (way === "compare") return t("intake.compare.ok", { n: number(total) });
    if (bad === 0) return t("intake.upload.ok", { n: number(good) });
    return t(good === 0 ? "intake.upload.okBad" : "intake.upload.okSome", { n: number(good), bad: number(bad) });
  }

  return (
    <Dialog
      open
      width={760}
      style={{ top: 24 }}
      styles={{ body: { maxHeight: "calc(100vh - 170px)", overflowY: "auto" } }}
      title={t("intake.upload.title")}
      okText={okText()}
      okButtonProps={{
        disabled: !done && (!preview.data || preview.data.total === 0),
        loading: take.isPending || compare.isPending,
      }}
      onOk={() => {
        if (done) onClose();
        else if (id !== null && way === "take") take.mutate({ of: id, ending: new AbortController() });
        else if (id !== null) compare.mutate(id);
      }}
      onCancel={onClose}
      footer={(_, { OkBtn, CancelBtn }) => (
        <div className={styles.foot}>
          {take.isPending ? <HowFar progress={progress} /> : null}
          {take.data === null ? (
            <span className={styles.through} role="status">
              {t("intake.upload.stoppedBefore")}
            </span>
          ) : null}
          {take.isPending ? (
            <Button onClick={() => take.variables.ending.abort()}>{t("intake.stop")}</Button>
          ) : (
            <CancelBtn />
          )}
          <OkBtn />
        </div>
      )}
    >
      <div className={styles.form}>
        {done ? (
          <Alert
            type={done.quarantined + done.left > 0 ? "warning" : "success"}
            title={t(done.left > 0 ? "intake.upload.stopped" : "intake.upload.done", { n: number(done.left) })}
            description={counts}
            action={
              done.quarantined > 0 ? (
                <Button size="small" onClick={onRepair}>
                  {t("intake.upload.repair")}
                </Button>
              ) : undefined
            }
          />
        ) : (
          <>
            <Segmented<Way>
              aria-label={t("intake.compare.way")}
              value={way}
              onChange={setWay}
              options={(["take", "compare"] as const).map((value) => ({
                value,
                label: t(`intake.compare.ways.${value}`),
              }))}
            />
            <p className="quiet">{t(`intake.compare.about.${way}`)}</p>
            <label htmlFor="upload-source">{t("intake.sourceId")}</label>
            <Input
              id="upload-source"
              maxLength={64}
              value={source}
              onChange={(event) => setSource(event.target.value)}
            />
            <FileDrop
              accept=".csv,.tsv,.txt,.xlsx"
              testId="upload-file"
              invites={t("intake.upload.drop")}
              limits={t("intake.upload.hint")}
              name={file.type === "none" ? null : file.name}
              progress={file.type === "sending" ? file.progress : null}
              onChoose={(chosen) => {
                setAsked(AS_IT_COMES);
                upload.choose(chosen);
              }}
              onCancel={upload.cancel}
            />
            {content()}
            {way === "take" ? (
              <Checkbox checked={clears} onChange={(event) => setClears(event.target.checked)}>
                {t("intake.upload.clears")}
              </Checkbox>
            ) : null}
            {way === "compare" && file.type !== "none" ? <SheetCovers value={covers} onChange={setCovers} /> : null}
            <Checkbox checked={keep} onChange={(event) => setKeep(event.target.checked)}>
              {t("intake.upload.keep")}
            </Checkbox>
            {failed ? <Alert type="error" title={`${failureText(failed).title} ${failureText(failed).hint}`} /> : null}
          </>
        )}
      </div>
    </Dialog>
  );
}
