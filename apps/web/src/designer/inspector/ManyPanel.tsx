import { CopyOutlined, DeleteOutlined, SelectOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useEditor } from "../drawing.ts";
import { useActions } from "../use-actions.ts";
import styles from "./Inspector.module.css";

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
