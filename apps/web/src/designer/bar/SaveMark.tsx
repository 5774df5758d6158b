import { useTranslation } from "react-i18next";
import { useEditor } from "../drawing.ts";
import styles from "./DesignerBar.module.css";

export function SaveMark() {
  const { t } = useTranslation();
  const phase = useEditor((state) => state.save.phase);
  const revision = useEditor((state) => state.save.revision);
  return (
    <span
      className={styles.save}
      data-phase={phase}
      role="status"
      data-testid="save-state"
      title={t("save.revision", { revision })}
    >
      {t(`save.${phase}`)}
    </span>
  );
}
