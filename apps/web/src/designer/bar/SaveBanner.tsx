/** When saving needs a decision: someone else changed the draft, the server refused, or it cannot be reached. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { RequestFailure } from "../../shell/request.ts";
import { useFailureText } from "../../shell/states.tsx";
import { toast } from "../../shell/toasts.ts";
import { useDrawing, useEditor } from "../drawing.ts";
import styles from "./DesignerBar.module.css";

export function SaveBanner({ onReload }: { onReload: () => void }) {
  const { editor } = useDrawing();
  const { t } = useTranslation();
  const failureText = useFailureText();
  const save = useEditor((state) => state.save);
  const n = save.pending.length;
  if (save.phase === "conflict") {
    const keep = () => {
      const { dropped } = editor.keepMine();
      if (dropped > 0) toast("warn", t("save.dropped", { n: dropped }));
    };
    return (
      <div className={styles.banner} data-tone="bad" role="alert" data-testid="conflict-banner">
        <p>{t("save.conflictText", { n, revision: save.theirs?.revision ?? 0 })}</p>
        <Button onClick={keep}>{t("save.keepMine")}</Button>
        <Button onClick={editor.takeTheirs}>{t("save.takeTheirs")}</Button>
      </div>
    );
  }
  if (save.phase === "refused") {
    const { title, hint } = failureText(save.error);
    return (
      <div className={styles.banner} data-tone="bad" role="alert">
        <p>
          {t("save.refusedText")} {title} {hint}
        </p>
        <Button onClick={() => void editor.retry()}>{t("state.retry")}</Button>
        <Button onClick={onReload}>{t("save.reload")}</Button>
      </div>
    );
  }
  if (save.phase === "offline") {
    const isAway = !(save.error instanceof RequestFailure) || save.error.offline;
    const why = isAway ? null : failureText(save.error).title;
    return (
      <div className={styles.banner} role="status">
        <p>{why === null ? t("save.offlineText", { n }) : t("save.waitsText", { n, why })}</p>
        <Button onClick={() => void editor.retry()}>{t("state.retry")}</Button>
      </div>
    );
  }
  return null;
}
