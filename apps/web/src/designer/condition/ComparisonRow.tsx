import {
  ArrowDownOutlined,
  ArrowLeftOutlined,
  ArrowRightOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  GroupOutlined,
  MoreOutlined,
  SwapOutlined,
} from "@ant-design/icons";
import { type Comparison, type KnownFact, type Operand, type Operator, operatorSpec } from "@switchyard/flow";
import { Button, Dropdown, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shell/workspace.ts";
import { useEditor } from "../drawing.ts";
import styles from "./ConditionEditor.module.css";
import { FactPicker } from "./FactPicker.tsx";
import { isFactOperand, OperandEditor } from "./OperandEditor.tsx";
import { canCompareFacts, firstOperator, offeredOperators, typeAtFirst, typeTaken } from "./operators.ts";
import { PartFrame } from "./PartFrame.tsx";
import { type Group, type Path, removeAt, type Step, stepPart, updateAt, withValue, wrapPart } from "./tree.ts";
import { useTreeEdit } from "./tree-edit.ts";
import { useFactFigures, useFactLookup } from "./use-facts.ts";

interface ComparisonRowProps {
  root: Group;
  comparison: Comparison;
  path: Path;
}

export function ComparisonRow({ root, comparison, path }: ComparisonRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { change } = useTreeEdit();
  const lookup = useFactLookup();
  const readOnly = useEditor((state) => state.readOnly);
  const fact = lookup(comparison.fact);
  const operators = offeredOperators(fact === undefined ? "text" : fact.type, fact?.unit);
  const known = operators.some((spec) => spec.operator === comparison.operator);
  const choices = known ? operators : [operatorSpec(comparison.operator), ...operators];
  const at = path.join(".");
  const put = (next: Comparison, field: string) =>
    change(
      updateAt(root, path, () => next),
      `${at}:${field}`,
    );

  function changeFact(name: string) {
    const next = lookup(name);
    const type = typeAtFirst(next);
    const keeps = type === typeAtFirst(fact) && next?.unit === fact?.unit;
    const operator = firstOperator(type, next?.unit);
    put(keeps ? { ...comparison, fact: name } : { type: "comparison", fact: name, operator }, "fact");
  }

  function changeOperator(operator: Operator) {
    const keeps =
      operatorSpec(operator).shape === operatorSpec(comparison.operator).shape &&
      typeTaken(fact, { ...comparison, operator }) === typeTaken(fact, comparison);
    put(keeps ? { ...comparison, operator } : { type: "comparison", fact: comparison.fact, operator }, "operator");
  }

  return (
    <PartFrame
      path={path}
      label={format.text(fact?.label ?? { zh: comparison.fact, en: comparison.fact })}
      className={styles.row}
      testId="comparison"
    >
      <div className={styles.line}>
        <FactPicker value={comparison.fact} onChange={changeFact} />
        {readOnly ? null : <RowMenu {...{ root, comparison, path, put }} />}
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
      <Usual comparison={comparison} fact={fact} onPick={(value) => put(withValue(comparison, value), "value")} />
    </PartFrame>
  );
}

/** How many of the usual values are offered. */
const SHOWN = 4;

/** What the newest orders have there: to see what is compared, and to fill it in with one press. */
function Usual(props: { comparison: Comparison; fact: KnownFact | undefined; onPick: (value: Operand) => void }) {
  const { t } = useTranslation();
  const readOnly = useEditor((state) => state.readOnly);
  const figures = useFactFigures();
  const { comparison, fact, onPick } = props;
  const { shape } = operatorSpec(comparison.operator);
  const values = figures?.values[comparison.fact] ?? [];
  const text = fact?.type === "text" || fact?.type === "code" || fact?.type === "list";
  if (!text || (shape !== "one" && shape !== "list") || values.length === 0) return null;
  const list = Array.isArray(comparison.value) ? comparison.value : [];
  const left = values.filter((value) => value !== comparison.value && !list.includes(value)).slice(0, SHOWN);
  if (left.length === 0) return null;
  return (
    <div className={styles.usual} data-testid="usual-values">
      <small>{t("condition.usual")}</small>
      {left.map((value) => (
        <button
          key={value}
          type="button"
          disabled={readOnly}
          onClick={() => onPick(shape === "list" ? [...list, value] : value)}
        >
          {value}
        </button>
      ))}
    </div>
  );
}

function RowMenu(props: ComparisonRowProps & { put: (next: Comparison, field: string) => void }) {
  const { t } = useTranslation();
  const edit = useTreeEdit();
  const { root, comparison, path, put } = props;
  const againstFact = isFactOperand(comparison.value);
  const at = path.join(".");
  const wrapped = wrapPart(root, path);
  const can = (step: Step) => stepPart(root, path, step) !== null;
  const actions: Record<string, () => void> = {
    up: () => edit.move(stepPart(root, path, "up")),
    down: () => edit.move(stepPart(root, path, "down")),
    in: () => edit.move(stepPart(root, path, "in")),
    out: () => edit.move(stepPart(root, path, "out")),
    wrap: () => wrapped && edit.change(wrapped, `${at}:wrap`),
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
    { key: "wrap", icon: <GroupOutlined aria-hidden />, label: t("condition.wrap"), disabled: !wrapped },
    { key: "up", icon: <ArrowUpOutlined aria-hidden />, label: t("condition.moveUp"), disabled: !can("up") },
    { key: "down", icon: <ArrowDownOutlined aria-hidden />, label: t("condition.moveDown"), disabled: !can("down") },
    { key: "in", icon: <ArrowRightOutlined aria-hidden />, label: t("condition.moveIn"), disabled: !can("in") },
    { key: "out", icon: <ArrowLeftOutlined aria-hidden />, label: t("condition.moveOut"), disabled: !can("out") },
  ];
  return (
    <span className={styles.tools}>
      <Dropdown autoFocus trigger={["click"]} menu={{ items, onClick: ({ key }) => actions[key]?.() }}>
        <Button type="text" size="small" icon={<MoreOutlined aria-hidden />} aria-label={t("condition.more")} />
      </Dropdown>
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined aria-hidden />}
        aria-label={t("condition.remove")}
        onClick={() => edit.change(removeAt(root, path), `${at}:remove`)}
      />
    </span>
  );
}
