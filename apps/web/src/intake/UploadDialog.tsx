/** Orders from a table: choose the file, see how its columns are read, correct that, take them in or hold them beside the orders. */
import type { Order } from "@switchyard/orders";
import { skipToken, useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Input, InputNumber, Progress, Segmented, Select, Table } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { keys, queryClient } from "../shell/query.ts";
import { Failure, useFailureText } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import { useFieldOptions, useProblemText } from "./fields.ts";
import styles from "./Intake.module.css";
import type { Covered, SheetProgress, TableMapping, UploadRow } from "./intake-api.ts";
import { intakeApi } from "./intake-api.ts";
import { SheetCovers } from "./SheetCovers.tsx";
import { useDifferenceText } from "./use-difference-text.ts";

const SOURCE = "excel";
/** Dates and size lists are read as people write them. */
const asOf = (field: string) => (/_at$/.test(field) ? "date" : field === "line.size" ? "sizes" : "text");

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
  const format = useFormat();
  const failureText = useFailureText();
  const fields = useFieldOptions();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [source, setSource] = useState(SOURCE);
  const [mapping, setMapping] = useState<TableMapping | null>(null);
  const [keep, setKeep] = useState(true);
  const [clears, setClears] = useState(false);
  const [way, setWay] = useState<Way>(comparing ? "compare" : "take");
  const [covers, setCovers] = useState<Covered>({ from: null, to: null, brand: null });
  const [sheet, setSheet] = useState<string>();
  const [headerRow, setHeaderRow] = useState<number>();
  const [progress, setProgress] = useState<SheetProgress | null>(null);
  const isSource = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/.test(source);
  const preview = useQuery({
    // Apart from what an upload changes: nobody looks at it again then.
    queryKey: ["upload preview", file?.name, file?.size, file?.lastModified, source, mapping, sheet, headerRow, clears],
    queryFn:
      file && isSource
        ? ({ signal }) =>
            intakeApi.previewUpload(
              { file, source, mapping, sheet, headerRow, clears },
              { onProgress: setProgress, signal },
            )
        : skipToken,
    placeholderData: (before, query) => (query?.queryKey[1] === file?.name ? before : undefined),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const take = useMutation({
    mutationFn: ({ file: chosen, ending }: { file: File; ending: AbortController }) =>
      intakeApi.upload(
        { file: chosen, source, mapping, keep, sheet, headerRow, clears },
        { onProgress: setProgress, signal: ending.signal },
      ),
    onMutate: () => setProgress(null),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ["intake"] });
      void queryClient.invalidateQueries({ queryKey: ["orders"] });
    },
  });
  const compare = useMutation({
    mutationFn: (chosen: File) =>
      intakeApi.compareSheet({ file: chosen, source, mapping, keep, sheet, headerRow }, covers),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: keys.comparisons });
      onCompared();
    },
  });
  const failed = take.error ?? compare.error;
  const done = take.data;
  const counts = done
    ? (["accepted", "duplicate", "update", "quarantined"] as const)
        .map((name) => `${t(`intake.count.${name}`)} ${format.number(done[name])}`)
        .join(" · ")
    : "";

  function content() {
    if (file === null) return null;
    if (preview.isPending) return <HowFar progress={progress} />;
    if (preview.isError) return <Failure of={preview} />;
    const { columns, rows, total, good, bad, sheets, notices } = preview.data;
    const now = mapping ?? preview.data.mapping;
    const put = (column: string, field: string | undefined) => {
      const { [column]: _old, ...rest } = now;
      setMapping(field === undefined ? rest : { ...rest, [column]: { field, as: asOf(field) } });
    };
    return (
      <>
        <div className={styles.where}>
          {sheets.length > 1 ? (
            <div>
              <label htmlFor="upload-sheet">{t("intake.upload.sheet")}</label>
              <Select
                id="upload-sheet"
                size="small"
                style={{ minWidth: 160 }}
                value={preview.data.sheet}
                options={sheets.map((name) => ({ value: name, label: name }))}
                onChange={(name) => {
                  setSheet(name ?? undefined);
                  setHeaderRow(undefined);
                  setMapping(null);
                }}
              />
            </div>
          ) : null}
          <div>
            <label htmlFor="upload-header">{t("intake.upload.headerRow")}</label>
            <InputNumber
              id="upload-header"
              size="small"
              min={1}
              max={10_000}
              precision={0}
              value={headerRow ?? preview.data.header_row}
              onChange={(row) => {
                setHeaderRow(row ?? undefined);
                setMapping(null);
              }}
            />
          </div>
        </div>
        {total > 0 && good === 0 ? <Alert type="warning" title={t("intake.upload.noneGood")} /> : null}
        {notices.length > 0 ? (
          <details className={styles.notices}>
            <summary>{t("intake.upload.notices", { n: notices.length })}</summary>
            <ul>
              {notices.map(({ pointer, code, message }) => (
                <li key={`${code} ${pointer}`}>{format.text(message)}</li>
              ))}
            </ul>
          </details>
        ) : null}
        <h3>{t("import.mapping")}</h3>
        <div className={styles.mapping} data-testid="upload-mapping">
          {columns.map((column) => (
            <div key={column} className={styles.map}>
              <span title={column}>{column}</span>
              <span aria-hidden>→</span>
              <Select
                size="small"
                allowClear
                showSearch={{ optionFilterProp: "label" }}
                aria-label={t("import.mapColumn", { column })}
                placeholder={t("import.toRaw")}
                popupMatchSelectWidth={240}
                value={now[column]?.field}
                options={fields}
                onChange={(field: string | undefined) => put(column, field)}
              />
            </div>
          ))}
        </div>
        <h3>
          {t("intake.upload.preview", {
            total: format.number(total),
            new: format.number(preview.data.new),
            changed: format.number(preview.data.changed),
            same: format.number(preview.data.same),
            bad: format.number(bad),
          })}
        </h3>
        <Table
          size="small"
          rowKey="row"
          pagination={false}
          scroll={{ y: 180 }}
          dataSource={rows}
          columns={[
            { title: t("import.line"), dataIndex: "row", width: 60, align: "right" },
            { title: t("orders.column.external_id"), width: 150, ellipsis: true, dataIndex: "external_id" },
            { title: t("orders.column.style_code"), width: 120, render: (_, { order }) => styleOf(order) },
            { title: t("orders.column.due_at"), width: 110, render: (_, { order }) => order?.due_date },
            {
              title: t("intake.upload.does"),
              render: (_, row: UploadRow) => <Does row={row} />,
            },
          ]}
        />
      </>
    );
  }

  return (
    <Dialog
      open
      width={760}
      style={{ top: 24 }}
      styles={{ body: { maxHeight: "calc(100vh - 170px)", overflowY: "auto" } }}
      title={t("intake.upload.title")}
      okText={t(done ? "intake.finished" : way === "take" ? "intake.upload.ok" : "intake.compare.ok", {
        n: preview.data?.total ?? 0,
      })}
      okButtonProps={{
        disabled: !done && (!preview.data || preview.data.total === 0),
        loading: take.isPending || compare.isPending,
      }}
      onOk={() => {
        if (done) onClose();
        else if (file && way === "take") take.mutate({ file, ending: new AbortController() });
        else if (file) compare.mutate(file);
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
            title={t(done.left > 0 ? "intake.upload.stopped" : "intake.upload.done", { n: format.number(done.left) })}
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
            <div className={styles.file}>
              <span className={styles.fileName}>{file?.name ?? t("intake.upload.hint")}</span>
              <Button onClick={() => input.current?.click()}>{t(file ? "import.other" : "import.choose")}</Button>
              <input
                ref={input}
                type="file"
                hidden
                accept=".csv,.tsv,.txt,.xlsx"
                data-testid="upload-file"
                onChange={(event) => {
                  setFile(event.target.files?.[0] ?? null);
                  setMapping(null);
                  setSheet(undefined);
                  setHeaderRow(undefined);
                  // The same file may be chosen again after it was mended.
                  event.target.value = "";
                }}
              />
            </div>
            {content()}
            {way === "take" ? (
              <Checkbox checked={clears} onChange={(event) => setClears(event.target.checked)}>
                {t("intake.upload.clears")}
              </Checkbox>
            ) : null}
            {way === "compare" && file !== null ? <SheetCovers value={covers} onChange={setCovers} /> : null}
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

/** How far a table is: rows while it is read, then orders of all. */
function HowFar({ progress }: { progress: SheetProgress | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rows, done, total } = progress ?? { rows: 0, done: 0, total: null };
  const told =
    total !== null
      ? t("intake.upload.through", { done: format.number(done), total: format.number(total) })
      : rows === 0
        ? t("import.reading")
        : t("intake.upload.rowsRead", { n: format.number(rows) });
  return (
    <div className={styles.through} role="status">
      <span>{told}</span>
      <Progress percent={Math.floor((100 * done) / Math.max(1, total ?? 1))} showInfo={false} aria-label={told} />
    </div>
  );
}

/** What taking it in would do, or why it cannot be taken in. */
function Does({ row: { problems, news, fields } }: { row: UploadRow }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const { label, value } = useDifferenceText();
  if (news === null) {
    const said = problems.map((one) => Object.values(problemText(one)).filter(Boolean).join(" "));
    return <span className={styles.bad}>{said.join(t("state.comma"))}</span>;
  }
  const changes = fields.map(({ field, sheet, system }) =>
    t("intake.upload.change", { field: label(field), old: value(field, system), new: value(field, sheet) }),
  );
  return (
    <>
      <span className={news === "same" ? "quiet" : styles.good}>{t(`intake.upload.news.${news}`)}</span>
      {news === "changed" && changes.length > 0 ? ` ${changes.join(t("state.comma"))}` : null}
    </>
  );
}

/** Of the order, or of its first line: tables name it line by line. */
const styleOf = (order: Order | null) => order?.style_code ?? order?.lines[0]?.style_code;
