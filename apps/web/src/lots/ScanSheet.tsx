/** A scanner's memory, or what a workshop wrote down: a sheet of scans. */
import { UploadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useActing } from "../orders/acting.ts";
import { Dialog } from "../shell/Dialog.tsx";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import { useFormat } from "../shell/workspace.ts";
import { chainChanged, lotsApi } from "./lots-api.ts";

export function ScanSheet() {
  const { t } = useTranslation();
  const format = useFormat();
  const { by } = useActing(undefined);
  const field = useRef<HTMLInputElement>(null);
  const onError = useTellFailure();
  const send = useMutation({ mutationFn: (file: File) => lotsApi.upload(file, by), onSuccess: chainChanged, onError });
  return (
    <>
      <input
        ref={field}
        type="file"
        hidden
        accept=".csv,.xlsx"
        aria-label={t("lots.sheet")}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = "";
          if (file) send.mutate(file);
        }}
      />
      <Button
        icon={<UploadOutlined aria-hidden />}
        loading={send.isPending}
        title={t("lots.sheetHint")}
        onClick={() => field.current?.click()}
      >
        {t("lots.sheet")}
      </Button>
      {send.data === undefined ? null : (
        <Dialog open width={480} title={t("lots.sheet")} footer={null} onCancel={() => send.reset()}>
          <p>{t("lots.sheetDone", { rows: send.data.rows, done: send.data.done })}</p>
          <ul>
            {send.data.left.map(({ row, lot, reason }) => (
              <li key={row}>{t("lots.sheetRow", { row, lot, why: reason === null ? "" : format.text(reason) })}</li>
            ))}
          </ul>
        </Dialog>
      )}
    </>
  );
}
