/** New columns and outcomes of a decision table. */
import { PlusOutlined } from "@ant-design/icons";
import { factLookup } from "@switchyard/flow";
import { Button, Dropdown, Popover } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FactPicker } from "../condition/FactPicker.tsx";
import { firstOperator } from "../condition/operators.ts";
import { useEditor } from "../drawing.ts";
import { freshId } from "../editor/ids.ts";
import styles from "./Table.module.css";
import { addColumn, addOutput, insertRows, MOST_COLUMNS, MOST_OUTPUTS, type Output, type Table } from "./table-edit.ts";

const EFFECTS: readonly Output["effect"][] = ["route", "tag", "set_field"];

interface AddProps {
  table: Table;
  put: (table: Table) => void;
}

/** What the column was chosen from is gone: its cells are what comes next. */
const toCells = () =>
  requestAnimationFrame(() => document.querySelector<HTMLElement>("[data-testid=cell-field]")?.focus());

/** The first column brings a first row, so that there is a cell to type or paste into. */
const withRow = (table: Table): Table => (table.rows.length > 0 ? table : insertRows(table, 0, 1, () => freshId("r")));

export function AddColumn({ table, put, primary }: AddProps & { primary: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const windows = useEditor((state) => state.document.windows);
  const patterns = useEditor((state) => state.document.patterns);
  function add(fact: string) {
    setOpen(false);
    const type = factLookup({ windows, patterns })(fact)?.type ?? "text";
    put(withRow(addColumn(table, { id: freshId("k"), fact, operator: firstOperator(type) })));
    toCells();
  }
  const content = (
    <div className={styles.column}>
      <div>
        <FactPicker opened onChange={add} onCancel={() => setOpen(false)} />
      </div>
    </div>
  );
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={content}
    >
      <Button
        type={primary ? "primary" : "default"}
        icon={<PlusOutlined aria-hidden />}
        disabled={table.columns.length >= MOST_COLUMNS}
      >
        {t("table.addColumn")}
      </Button>
    </Popover>
  );
}

export function AddOutput({ table, put }: AddProps) {
  const { t } = useTranslation();
  function add(effect: Output["effect"]) {
    put(withRow(addOutput(table, { id: freshId("o"), effect })));
    toCells();
  }
  const items = EFFECTS.map((effect) => ({
    key: effect,
    label: t(`table.effect.${effect}`),
    onClick: () => add(effect),
  }));
  return (
    <Dropdown autoFocus trigger={["click"]} menu={{ items }}>
      <Button icon={<PlusOutlined aria-hidden />} disabled={table.outputs.length >= MOST_OUTPUTS}>
        {t("table.addOutput")}
      </Button>
    </Dropdown>
  );
}
