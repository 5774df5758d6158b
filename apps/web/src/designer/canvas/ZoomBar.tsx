import { CompressOutlined, MinusOutlined, PlusOutlined } from "@ant-design/icons";
import { Panel, useStore as useFlowStore, useReactFlow } from "@xyflow/react";
import { Button, Tooltip } from "antd";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { useActions } from "../use-actions.ts";
import styles from "./ZoomBar.module.css";

const MOTION = { duration: 160 };

/** Apart, so that zooming renders three letters and not the bar. */
function Percent() {
  return `${useFlowStore((state) => Math.round(state.transform[2] * 100))}%`;
}

export const ZoomBar = memo(function ZoomBar() {
  const { t } = useTranslation();
  const flow = useReactFlow();
  const actions = useActions();
  return (
    <Panel position="bottom-left" className={styles.bar ?? ""}>
      <Button
        type="text"
        size="small"
        icon={<MinusOutlined aria-hidden />}
        aria-label={t("canvas.zoomOut")}
        onClick={() => flow.zoomOut(MOTION)}
      />
      <Tooltip title={t("canvas.zoomReset")}>
        <Button type="text" size="small" className={styles.percent ?? ""} onClick={() => flow.zoomTo(1, MOTION)}>
          <Percent />
        </Button>
      </Tooltip>
      <Button
        type="text"
        size="small"
        icon={<PlusOutlined aria-hidden />}
        aria-label={t("canvas.zoomIn")}
        onClick={() => flow.zoomIn(MOTION)}
      />
      <Tooltip title={t("canvas.fit")}>
        <Button
          type="text"
          size="small"
          icon={<CompressOutlined aria-hidden />}
          aria-label={t("canvas.fit")}
          onClick={actions.fit}
        />
      </Tooltip>
    </Panel>
  );
});
