/** How far the X-ray is; its last answer stands until the next is there. */
import { LoadingOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useDrawing, useXrayState } from "../drawing.ts";
import styles from "./Xray.module.css";

export function XrayStatus() {
  const { t } = useTranslation();
  const { xray } = useDrawing();
  const { phase, progress, report } = useXrayState((state) => state);
  if (phase === "failed")
    return (
      <p className={styles.status} role="alert">
        {t("xray.failed")}
        <Button size="small" type="link" onClick={() => xray.again()}>
          {t("state.retry")}
        </Button>
      </p>
    );
  if (phase === "done" && report)
    return (
      <p className={styles.status} data-testid="xray-status" data-phase="done">
        {t("xray.done", { orders: report.counts.orders, confirmed: report.counts.confirmed })}
      </p>
    );
  return (
    <p className={styles.status} data-testid="xray-status" data-phase={phase}>
      <LoadingOutlined aria-hidden />
      {progress
        ? t("xray.looking", { stage: t(`xray.stage.${progress.stage}`), done: progress.done, of: progress.of })
        : t("xray.waiting")}
    </p>
  );
}
