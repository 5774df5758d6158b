import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { NodeOf } from "@switchyard/flow";
import { Button, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../../shell/Field.tsx";
import { ConditionEditor } from "../condition/ConditionEditor.tsx";
import { emptyGroup } from "../condition/tree.ts";
import { useDrawing } from "../drawing.ts";
import { freshId } from "../editor/ids.ts";
import type { FormProps } from "./forms.ts";
import styles from "./Inspector.module.css";
import { MissingField } from "./MissingField.tsx";
import { TextField } from "./TextField.tsx";

type Branch = NodeOf<"branch">;
type Case = Branch["cases"][number];

export default function BranchForm({ node, readOnly, update }: FormProps<"branch">) {
  const { t } = useTranslation();
  const addCase = () =>
    update({ ...node, cases: [...node.cases, { id: freshId("c"), when: emptyGroup() }] }, "cases:add");
  return (
    <>
      <Field label={t("form.mode")}>
        <Radio.Group
          className={styles.choices ?? ""}
          aria-label={t("form.mode")}
          disabled={readOnly}
          value={node.mode}
          onChange={(event) => update({ ...node, mode: event.target.value === "all" ? "all" : "first" }, "mode")}
          options={[
            { value: "first", label: t("form.modeFirst") },
            { value: "all", label: t("form.modeAll") },
          ]}
        />
      </Field>
      {node.cases.map((one, index) => (
        <CaseEditor key={one.id} node={node} one={one} index={index} readOnly={readOnly} update={update} />
      ))}
      {readOnly ? null : (
        <Button icon={<PlusOutlined aria-hidden />} onClick={addCase}>
          {t("form.addCase")}
        </Button>
      )}
      <p className={styles.help}>{t("form.otherwiseHelp")}</p>
      <MissingField value={node.missing} onChange={(missing) => update({ ...node, missing }, "missing")} />
    </>
  );
}

function CaseEditor(props: FormProps<"branch"> & { one: Case; index: number }) {
  const { node, one, index, readOnly, update } = props;
  const { t } = useTranslation();
  const { editor } = useDrawing();
  const put = (next: Case, field: string) =>
    update({ ...node, cases: node.cases.map((old) => (old.id === one.id ? next : old)) }, `case:${one.id}:${field}`);

  function move(by: -1 | 1) {
    const cases = node.cases.filter((old) => old.id !== one.id);
    cases.splice(Math.max(0, index + by), 0, one);
    update({ ...node, cases }, "cases:move");
  }

  /** The case goes together with the lines that leave by its port, in one undo step. */
  function remove() {
    const leaving = editor.store
      .getState()
      .document.edges.filter((edge) => edge.from === node.id && edge.port === one.id);
    const without: Branch = { ...node, cases: node.cases.filter((old) => old.id !== one.id) };
    editor.apply({
      type: "batch",
      operations: [
        { type: "remove_edges", ids: leaving.map((edge) => edge.id) },
        { type: "update_node", id: node.id, node: without },
      ],
    });
  }

  function rename(name: string) {
    const { name: _old, ...rest } = one;
    put(name === "" ? rest : { ...rest, name }, "name");
  }

  return (
    <section
      className={styles.case}
      aria-label={one.name ?? t("form.case", { n: index + 1 })}
      data-testid="branch-case"
    >
      <div className={styles.caseHead}>
        <TextField
          aria-label={t("form.caseName")}
          placeholder={t("form.case", { n: index + 1 })}
          maxLength={120}
          disabled={readOnly}
          value={one.name ?? ""}
          onChange={rename}
        />
        {readOnly ? null : (
          <>
            <Button
              type="text"
              icon={<ArrowUpOutlined aria-hidden />}
              aria-label={t("condition.moveUp")}
              disabled={index === 0}
              onClick={() => move(-1)}
            />
            <Button
              type="text"
              icon={<ArrowDownOutlined aria-hidden />}
              aria-label={t("condition.moveDown")}
              disabled={index === node.cases.length - 1}
              onClick={() => move(1)}
            />
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t("form.removeCase")}
              onClick={remove}
            />
          </>
        )}
      </div>
      <ConditionEditor value={one.when} onChange={(when, field) => put({ ...one, when }, `when:${field}`)} />
    </section>
  );
}
