/** Nothing selected: the flow's own settings. */
import { ControlOutlined } from "@ant-design/icons";
import type { Operation } from "@switchyard/flow";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "../../shell/Field.tsx";
import { part } from "../../shell/part.ts";
import { withWords } from "../../words/load-words.ts";
import { useDrawing, useEditor } from "../drawing.ts";
import { BrandField } from "./BrandField.tsx";
import styles from "./Inspector.module.css";
import { TextField } from "./TextField.tsx";

const Declarations = part(withWords(["declare", "forms"], () => import("./Declarations.tsx")));

type Settings = Omit<Extract<Operation, { type: "update_settings" }>, "type">;

export function FlowPanel() {
  const { editor } = useDrawing();
  const { t } = useTranslation();
  const document = useEditor((state) => state.document);
  const readOnly = useEditor((state) => state.readOnly);
  const put = (settings: Settings, field: string) =>
    editor.apply({ type: "update_settings", ...settings }, { key: `settings:${field}` });
  return (
    <>
      <header className={styles.head}>
        <span className={styles.icon} aria-hidden>
          <ControlOutlined aria-hidden />
        </span>
        <h2>
          {t("inspector.flow")}
          <small>{t("inspector.flowHelp")}</small>
        </h2>
      </header>
      <div className={styles.body}>
        <Field label={t("inspector.flowName")}>
          {(id) => (
            <TextField
              id={id}
              aria-label={t("inspector.flowName")}
              maxLength={120}
              disabled={readOnly}
              value={document.name}
              onChange={(name) => {
                if (name.trim() !== "") put({ name }, "name");
              }}
            />
          )}
        </Field>
        <Field label={t("inspector.description")}>
          {(id) => (
            <TextField
              id={id}
              rows={3}
              aria-label={t("inspector.description")}
              maxLength={2000}
              disabled={readOnly}
              value={document.description ?? ""}
              onChange={(description) => put({ description: description === "" ? null : description }, "description")}
            />
          )}
        </Field>
        <Field label={t("inspector.brands")} help={t("inspector.brandsHelp")}>
          <Suspense fallback={null}>
            <BrandField value={document.brands} readOnly={readOnly} onChange={(brands) => put({ brands }, "brands")} />
          </Suspense>
        </Field>
        <Suspense fallback={null}>
          <Declarations />
        </Suspense>
        <dl className={styles.facts}>
          <dt>{t("inspector.nodes")}</dt>
          <dd>{document.nodes.length}</dd>
          <dt>{t("inspector.edges")}</dt>
          <dd>{document.edges.length}</dd>
        </dl>
      </div>
    </>
  );
}
