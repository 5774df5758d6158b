/** A decision table's place in the side panel: what it holds, and the way to its editor, which is too wide to stand here. */
import { TableOutlined } from "@ant-design/icons";
import { nodeSpec } from "@switchyard/flow";
import { Button, Segmented } from "antd";
import { Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "../../shell/Field.tsx";
import { part } from "../../shell/part.ts";
import { useFormat } from "../../shell/workspace.ts";
import { withWords } from "../../words/load-words.ts";
import type { FormProps } from "./forms.ts";
import styles from "./Inspector.module.css";

const load = withWords(["forms", "table"], () => import("../table/TableEditor.tsx"));
const TableEditor = part(load);

export default function TableForm({ node, readOnly, update }: FormProps<"decision_table">) {
  const { t } = useTranslation();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  function close() {
    setOpen(false);
    // Once the table is gone, which kept the focus to itself.
    requestAnimationFrame(() => opener.current?.focus());
  }
  return (
    <>
      <Button
        ref={opener}
        type="primary"
        icon={<TableOutlined aria-hidden />}
        data-testid="open-table"
        onPointerEnter={() => void load()}
        onClick={() => setOpen(true)}
      >
        {t(readOnly ? "table.look" : "table.open")}
      </Button>
      <p className={styles.help}>{t("table.openHelp")}</p>
      <dl className={styles.facts}>
        <dt>{t("table.conditions")}</dt>
        <dd>{node.columns.length}</dd>
        <dt>{t("table.results")}</dt>
        <dd>{node.outputs.length}</dd>
        <dt>{t("table.rows")}</dt>
        <dd>{format.number(node.rows.length)}</dd>
      </dl>
      <Field label={t("field.hit")} help={t(node.hit === "first" ? "table.firstHelp" : "table.collectHelp")}>
        <Segmented
          block
          aria-label={t("field.hit")}
          disabled={readOnly}
          value={node.hit}
          options={(["first", "collect"] as const).map((hit) => ({ value: hit, label: t(`choice.${hit}`) }))}
          onChange={(hit) => update({ ...node, hit }, "hit")}
        />
      </Field>
      <Suspense fallback={null}>
        {open ? (
          <TableEditor table={node} title={node.name || format.text(nodeSpec(node.kind).label)} onClose={close} />
        ) : null}
      </Suspense>
    </>
  );
}
