import {
  AlignCenterOutlined,
  AlignLeftOutlined,
  AlignRightOutlined,
  ColumnHeightOutlined,
  ColumnWidthOutlined,
  CopyOutlined,
  DeleteOutlined,
  SelectOutlined,
  VerticalAlignBottomOutlined,
  VerticalAlignMiddleOutlined,
  VerticalAlignTopOutlined,
} from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useEditor } from "../drawing.ts";
import type { Arrangement } from "../editor/arrange.ts";
import { useActions } from "../use-actions.ts";
import styles from "./Inspector.module.css";

/** In two columns: across, and down. */
const WAYS: readonly [Arrangement, typeof AlignLeftOutlined][] = [
  ["left", AlignLeftOutlined],
  ["top", VerticalAlignTopOutlined],
  ["centre", AlignCenterOutlined],
  ["middle", VerticalAlignMiddleOutlined],
  ["right", AlignRightOutlined],
  ["bottom", VerticalAlignBottomOutlined],
  ["across", ColumnWidthOutlined],
  ["down", ColumnHeightOutlined],
];
/** Gaps can be made equal only between three. */
const leastFor = (how: Arrangement) => (how === "across" || how === "down" ? 3 : 2);

export function ManyPanel({ nodes, edges }: { nodes: readonly string[]; edges: readonly string[] }) {
  const { t } = useTranslation();
  const actions = useActions();
  const readOnly = useEditor((state) => state.readOnly);
  return (
    <>
      <header className={styles.head}>
        <span className={styles.icon} aria-hidden>
          <SelectOutlined aria-hidden />
        </span>
        <h2>
          {t("inspector.many", { n: nodes.length })}
          <small>{t("inspector.manyEdges", { n: edges.length })}</small>
        </h2>
      </header>
      <div className={styles.body}>
        <p className={styles.help}>{t("inspector.manyHelp")}</p>
        {readOnly ? null : (
          <div className={styles.ways} role="toolbar" aria-label={t("arrange.label")}>
            {WAYS.map(([how, Icon]) => (
              <Button
                key={how}
                icon={<Icon aria-hidden />}
                disabled={nodes.length < leastFor(how)}
                onClick={() => actions.arrange(how)}
              >
                {t(`arrange.${how}`)}
              </Button>
            ))}
          </div>
        )}
      </div>
      {readOnly ? null : (
        <footer className={styles.actions}>
          <Button icon={<CopyOutlined aria-hidden />} onClick={actions.duplicate}>
            {t("action.duplicate")}
          </Button>
          <Button icon={<DeleteOutlined aria-hidden />} danger onClick={actions.remove}>
            {t("action.delete")}
          </Button>
        </footer>
      )}
    </>
  );
}
