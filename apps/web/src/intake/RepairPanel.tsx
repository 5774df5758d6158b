import { CloseOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keys, queryClient } from "../shell/query.ts";
import { RequestFailure } from "../shell/request.ts";
import { useMay } from "../shell/session.ts";
import { Failure, Loading, useFailureText } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useFormat } from "../shell/workspace.ts";
import { useProblemText } from "./fields.ts";
import styles from "./Intake.module.css";
import { intakeApi } from "./intake-api.ts";

/** JSON is easier to mend indented; anything else stays as it came. */
function indented(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2);
  } catch {
    return raw;
  }
}

/** One record as it came, why it was not taken in, and a place to mend it. */
export function RepairPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const problemText = useProblemText();
  const failureText = useFailureText();
  const may = useMay("intake.manage");
  const [edited, setEdited] = useState<string | null>(null);
  const record = useQuery({
    queryKey: keys.intakeRecord(id),
    queryFn: ({ signal }) => intakeApi.intakeRecord(id, signal),
  });
  const send = useMutation({
    mutationFn: () => intakeApi.resubmit(id, edited === null ? {} : { text: edited }),
    onSuccess: ({ order }) => {
      toast("ok", t("intake.repaired", { number: order?.external_id ?? "" }));
      void queryClient.invalidateQueries({ queryKey: ["intake"] });
      void queryClient.invalidateQueries({ queryKey: ["orders"] });
      onClose();
    },
  });
  const problems =
    send.error instanceof RequestFailure && send.error.problems.length > 0
      ? send.error.problems
      : (record.data?.problems ?? []);
  return (
    <aside className={styles.panel} aria-label={t("intake.repair")} data-testid="repair">
      <header className={styles.panelHead}>
        <h2>{t("intake.repair")}</h2>
        <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t("intake.close")} onClick={onClose} />
      </header>
      {record.isPending ? <Loading /> : null}
      {record.isError ? <Failure error={record.error} /> : null}
      {record.data ? (
        <>
          <ul className={styles.problems}>
            {problems.map((problem) => {
              const { place, text } = problemText(problem);
              return (
                <li key={`${problem.pointer} ${problem.code}`} title={problem.pointer}>
                  {place === "" ? null : <b>{place}</b>} {text}
                </li>
              );
            })}
          </ul>
          {send.isError && !(send.error instanceof RequestFailure && send.error.problems.length > 0) ? (
            <p role="alert" className={styles.bad}>
              {failureText(send.error).title} {failureText(send.error).hint}
            </p>
          ) : null}
          <label htmlFor="repair-text">{t("intake.raw", { n: format.number(record.data.bytes) })}</label>
          <Input.TextArea
            id="repair-text"
            className={styles.raw ?? ""}
            spellCheck={false}
            readOnly={!may}
            value={edited ?? indented(record.data.raw)}
            onChange={(event) => setEdited(event.target.value)}
          />
          {may ? (
            <footer className={styles.panelFoot}>
              <Button disabled={edited === null} onClick={() => setEdited(null)}>
                {t("intake.asItCame")}
              </Button>
              <Button type="primary" loading={send.isPending} onClick={() => send.mutate()}>
                {t("intake.resubmit")}
              </Button>
            </footer>
          ) : null}
        </>
      ) : null}
    </aside>
  );
}
