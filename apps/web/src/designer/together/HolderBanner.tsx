/** 正在由 X 编辑: what is seen is read-only until X lets go or the draft is taken over. */
import { EyeOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { ConfirmLater } from "../../shell/ConfirmLater.tsx";
import styles from "../bar/DesignerBar.module.css";
import { useHolder } from "./use-holder.ts";

export function HolderBanner({ flowId, onReload }: { flowId: string; onReload: () => void }) {
  const { t } = useTranslation();
  const { other, takeOver } = useHolder(flowId);
  if (other === null) return null;
  return (
    <div className={styles.banner} role="status" data-testid="holder-banner">
      <EyeOutlined aria-hidden />
      <p>{t("together.heldBy", { name: other })}</p>
      <Button onClick={onReload}>{t("together.refresh")}</Button>
      <ConfirmLater
        title={t("together.takeTitle", { name: other })}
        description={t("together.takeHelp")}
        okText={t("together.take")}
        onConfirm={() => void takeOver().then(onReload)}
      >
        <Button type="primary">{t("together.take")}</Button>
      </ConfirmLater>
    </div>
  );
}
