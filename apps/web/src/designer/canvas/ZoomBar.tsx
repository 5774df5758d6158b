import { CompressOutlined, MinusOutlined, PlusOutlined } from "@ant-design/icons";
import { Panel, useStore as useFlowStore } from "@xyflow/react";
import { Button, Tooltip } from "antd";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../shell/IconButton.tsx";
import { useActions } from "../use-actions.ts";
import styles from "./ZoomBar.module.css";

/** Apart, so that zooming renders three letters and not the bar. */
function Percent() {
  return `${useFlowStore((state) => Math.round(state.transform[2] * 100))}%`;
}

export const ZoomBar = memo(function ZoomBar() {
  const { t } = useTranslation();
  const actions = useActions();
  return (
    <Panel position="bottom-left" className={styles.bar ?? ""}>
      <Button
        type="text"
        size="small"
        icon={<MinusOutlined aria-hidden />}
        aria-label={t("canvas.zoomOut")}
        onClick={actions.zoomOut}
      />
      <Tooltip title={t("canvas.zoomReset")}>
        <Button type="text" size="small" className={styles.percent ?? ""} onClick={actions.zoomReset}>
          <Percent />
        </Button>
      </Tooltip>
      <Button
        type="text"
        size="small"
        icon={<PlusOutlined aria-hidden />}
        aria-label={t("canvas.zoomIn")}
        onClick={actions.zoomIn}
      />
      <IconButton size="small" icon={<CompressOutlined aria-hidden />} label={t("canvas.fit")} onClick={actions.fit} />
    </Panel>
  );
});
