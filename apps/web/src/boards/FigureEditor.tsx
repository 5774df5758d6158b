/** A figure as it is written: on the left what it says, on the right what it would be. */
import { ArrowLeftOutlined, DeleteOutlined } from "@ant-design/icons";
import type { Figure } from "@switchyard/flow";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "../shell/Confirm.tsx";
import { Refused } from "../shell/states.tsx";
import { FigureForm } from "./FigureForm.tsx";
import { FigurePreview } from "./FigurePreview.tsx";
import styles from "./Figures.module.css";
import { blank, withNames } from "./figure-kinds.ts";
import { figuresApi, useChangeFigures } from "./figures-api.ts";

export default function FigureEditor({ known, onLeave }: { known: Figure | null; onLeave: () => void }) {
  const { t } = useTranslation();
  const [figure, setFigure] = useState(() => known ?? blank());
  const save = useChangeFigures(figuresApi.put, "saved", onLeave);
  const remove = useChangeFigures(figuresApi.remove, "removed", onLeave);
  const isNamed = figure.name.zh.trim() !== "" || figure.name.en.trim() !== "";
  return (
    <>
      <div className={styles.bar}>
        <Button icon={<ArrowLeftOutlined aria-hidden />} onClick={onLeave}>
          {t("figures.back")}
        </Button>
        <span className={styles.spring} />
        {known === null ? null : (
          <Confirm
            title={t("figures.removeSure")}
            okText={t("figures.remove")}
            onConfirm={() => remove.mutate(known.id)}
          >
            <Button danger icon={<DeleteOutlined aria-hidden />} loading={remove.isPending}>
              {t("figures.remove")}
            </Button>
          </Confirm>
        )}
        <Button
          type="primary"
          disabled={!isNamed}
          loading={save.isPending}
          onClick={() => save.mutate(withNames(figure))}
        >
          {t("figures.save")}
        </Button>
      </div>
      <Refused error={save.error ?? remove.error} />
      <div className={styles.two}>
        <section className={styles.panel} aria-label={t("figures.definition")}>
          <FigureForm figure={figure} error={save.error} onChange={setFigure} />
        </section>
        <FigurePreview figure={withNames(figure)} />
      </div>
    </>
  );
}
