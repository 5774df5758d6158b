import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, MoreOutlined, SwapOutlined } from "@ant-design/icons";
import { type Comparison, factLookup, type Operator, operatorSpec } from "@switchyard/flow";
import { Button, Dropdown, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shell/workspace.ts";
import { useEditor } from "../drawing.ts";
import styles from "./ConditionEditor.module.css";
import { FactPicker } from "./FactPicker.tsx";
import { isFactOperand, OperandEditor } from "./OperandEditor.tsx";
import { canCompareFacts, firstOperator, offeredOperators } from "./operators.ts";
import { type Group, movePart, type Path, removeAt, updateAt, withValue } from "./tree.ts";

interface ComparisonRowProps {
  root: Group;
  comparison: Comparison;
  path: Path;
  onChange: (root: Group, field: string) => void;
}

export function ComparisonRow({ root, comparison, path, onChange }: ComparisonRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const document = useEditor((state) => state.document);
  const readOnly = useEditor((state) => state.readOnly);
  const fact = factLookup(document)(comparison.fact);
  const operators = offeredOperators(fact?.type ?? "text");
  const known = operators.some((spec) => spec.operator === comparison.operator);
  const choices = known ? operators : [operatorSpec(comparison.operator), ...operators];
  const at = path.join(".");
  const put = (next: Comparison, field: string) =>
    onChange(
      updateAt(root, path, () => next),
      `${at}:${field}`,
    );

  function changeFact(name: string) {
    const type = factLookup(document)(name)?.type ?? "text";
    const keeps = type === fact?.type;
    const operator = firstOperator(type);
    put(keeps ? { ...comparison, fact: name } : { type: "comparison", fact: name, operator }, "fact");
  }

  function changeOperator(operator: Operator) {
    const keeps = operatorSpec(operator).shape === operatorSpec(comparison.operator).shape;
    put(keeps ? { ...comparison, operator } : { type: "comparison", fact: comparison.fact, operator }, "operator");
  }

  return (
    <div className={styles.row} data-testid="comparison">
      <div className={styles.line}>
        <FactPicker value={comparison.fact} onChange={changeFact} />
        {readOnly ? null : <RowMenu {...{ root, comparison, path, onChange, put }} />}
      </div>
      <div className={styles.line}>
        <Select
          className={styles.operator ?? ""}
          aria-label={t("condition.operator")}
          disabled={readOnly}
          value={comparison.operator}
          popupMatchSelectWidth={false}
          options={choices.map((spec) => ({ value: spec.operator, label: format.text(spec.label) }))}
          onChange={changeOperator}
        />
        <OperandEditor
          comparison={comparison}
          fact={fact}
          disabled={readOnly}
          onChange={(value) => put(withValue(comparison, value), "value")}
        />
      </div>
    </div>
  );
}

function RowMenu(props: ComparisonRowProps & { put: (next: Comparison, field: string) => void }) {
  const { t } = useTranslation();
  const { root, comparison, path, onChange, put } = props;
  const againstFact = isFactOperand(comparison.value);
  const at = path.join(".");
  const actions: Record<string, () => void> = {
    up: () => onChange(movePart(root, path, -1), `${at}:move`),
    down: () => onChange(movePart(root, path, 1), `${at}:move`),
    swap: () => put(withValue(comparison, againstFact ? undefined : { fact: comparison.fact }), "swap"),
  };
  const items = [
    ...(canCompareFacts(comparison.operator)
      ? [
          {
            key: "swap",
            icon: <SwapOutlined aria-hidden />,
            label: t(againstFact ? "condition.withValue" : "condition.withFact"),
          },
        ]
      : []),
    { key: "up", icon: <ArrowUpOutlined aria-hidden />, label: t("condition.moveUp") },
    { key: "down", icon: <ArrowDownOutlined aria-hidden />, label: t("condition.moveDown") },
  ];
  return (
    <span className={styles.tools}>
      <Dropdown trigger={["click"]} menu={{ items, onClick: ({ key }) => actions[key]?.() }}>
        <Button type="text" size="small" icon={<MoreOutlined aria-hidden />} aria-label={t("condition.more")} />
      </Dropdown>
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined aria-hidden />}
        aria-label={t("condition.remove")}
        onClick={() => onChange(removeAt(root, path), `${at}:remove`)}
      />
    </span>
  );
}
