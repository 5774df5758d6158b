import { Button, Progress } from "antd";
import { useTranslation } from "react-i18next";
import { Confirm } from "../shell/Confirm.tsx";
import { useMay } from "../shell/session.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Recall.module.css";
import type { RecallQuery } from "./recall-api.ts";
import type { RecallWork } from "./use-recall.ts";

interface RecallFootProps {
  to: RecallQuery["to"];
  chosen: ReadonlySet<string>;
  recall: RecallWork;
  onChooseNone: () => void;
}

/** What is chosen, how far the work is, and giving it to the other version. */
export function RecallFoot({ to, chosen, recall, onChooseNone }: RecallFootProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay("flows.publish");
  const isDraft = to === "draft";
  return (
    <>
      <footer className={styles.foot}>
        <span>{t("recall.chosen", { n: format.number(chosen.size) })}</span>
        <Button size="small" disabled={recall.isBusy} onClick={recall.findAll}>
          {t("recall.chooseAll")}
        </Button>
        {chosen.size > 0 ? (
          <Button size="small" disabled={recall.isBusy} onClick={onChooseNone}>
            {t("recall.chooseNone")}
          </Button>
        ) : null}
        {recall.progress ? <HowFar progress={recall.progress} cancel={recall.cancel} /> : null}
        <span className={styles.spring} />
        <Confirm
          title={t("recall.confirm", { n: format.number(chosen.size), to })}
          description={t("recall.confirmHint")}
          okText={t("recall.apply")}
          onConfirm={() => recall.apply([...chosen])}
        >
          <Button
            type="primary"
            disabled={chosen.size === 0 || isDraft || !may || recall.isBusy}
            title={isDraft ? t("recall.draftHint") : may ? "" : t("recall.mayNot")}
          >
            {t("recall.apply")}
          </Button>
        </Confirm>
      </footer>
      {isDraft ? <p className="quiet">{t("recall.draftHint")}</p> : null}
    </>
  );
}

function HowFar({ progress, cancel }: { progress: NonNullable<RecallWork["progress"]>; cancel: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { done, of } = progress;
  return (
    <>
      <Progress
        className={styles.progress ?? ""}
        size="small"
        percent={Math.floor((100 * done) / Math.max(1, of))}
        {...(of === 0 ? { format: () => format.number(done) } : {})}
      />
      <Button size="small" onClick={cancel}>
        {t("state.cancel")}
      </Button>
    </>
  );
}
