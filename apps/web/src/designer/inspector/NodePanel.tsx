import { CopyOutlined, DeleteOutlined, ExclamationCircleFilled, WarningFilled } from "@ant-design/icons";
import { type FlowNode, type NodeKind, type NodeOf, nodeSpec } from "@switchyard/flow";
import { Button } from "antd";
import { type ComponentType, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "../../shell/Field.tsx";
import { part } from "../../shell/part.ts";
import { Waiting } from "../../shell/states.tsx";
import { useFormat } from "../../shell/workspace.ts";
import { kindIcons } from "../canvas/kind-icons.ts";
import { useDrawing, useEditor, useNodeFindings } from "../drawing.ts";
import { useActions } from "../use-actions.ts";
import { canEdit, type FormProps, forms, hasSimpleForm, loadComments, loadConnections, SimpleForm } from "./forms.ts";
import styles from "./Inspector.module.css";
import { NAME_FIELD } from "./name-field.ts";
import { TextField } from "./TextField.tsx";

/** The form of a node's own kind: the table pairs them, which the compiler cannot follow through a union. */
function formOf<K extends NodeKind>(node: NodeOf<K>): ComponentType<FormProps<K>> | undefined {
  return forms[node.kind] as ComponentType<FormProps<K>> | undefined;
}

/** With its lists of nodes, which a first look at a flow does not need. */
const Connections = part(loadConnections);

const NodeComments = part(loadComments);

export function NodePanel({ node }: { node: FlowNode }) {
  const { editor } = useDrawing();
  const { t } = useTranslation();
  const format = useFormat();
  const actions = useActions();
  const readOnly = useEditor((state) => state.readOnly);
  const spec = nodeSpec(node.kind);
  const Icon = kindIcons[node.kind];
  const Form = formOf(node);
  const update = (next: FlowNode, field: string) =>
    editor.apply({ type: "update_node", id: node.id, node: next }, { key: `${node.id}:${field}` });
  function rename(name: string) {
    const { name: _old, ...rest } = node;
    update(name === "" ? rest : { ...rest, name }, "name");
  }
  function remark(comment: string) {
    const { comment: _old, ...rest } = node;
    update(comment === "" ? rest : { ...rest, comment }, "comment");
  }
  return (
    <>
      <header className={styles.head}>
        <span className={styles.icon} data-family={spec.family} aria-hidden>
          <Icon aria-hidden />
        </span>
        <h2>
          {format.text(spec.label)}
          <small>{format.text(spec.help)}</small>
        </h2>
      </header>
      <div className={styles.body}>
        <Field label={t("inspector.name")}>
          <TextField
            id={NAME_FIELD}
            aria-label={t("inspector.name")}
            placeholder={format.text(spec.label)}
            maxLength={120}
            disabled={readOnly}
            value={node.name ?? ""}
            onChange={rename}
          />
        </Field>
        <div className={styles.form} data-form>
          <Suspense fallback={<Waiting />}>
            {Form ? <Form node={node} readOnly={readOnly} update={update} /> : null}
            {hasSimpleForm(node.kind) ? <SimpleForm node={node} readOnly={readOnly} update={update} /> : null}
          </Suspense>
        </div>
        <Suspense fallback={null}>
          <Connections node={node} />
        </Suspense>
        {canEdit(node.kind) ? null : <p className={styles.help}>{t("inspector.noForm")}</p>}
        {node.kind === "note" ? null : (
          <Field label={t("inspector.comment")}>
            <TextField
              rows={2}
              aria-label={t("inspector.comment")}
              placeholder={t("inspector.commentHint")}
              maxLength={2000}
              disabled={readOnly}
              value={node.comment ?? ""}
              onChange={remark}
            />
          </Field>
        )}
        <Suspense fallback={null}>
          <NodeComments key={node.id} node={node.id} />
        </Suspense>
      </div>
      <NodeFindings id={node.id} />
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

/** A large table can have hundreds; they stand at their rows there and in the list of problems. */
const SHOWN = 5;

/** Below the form: they come and go a moment after a change, and what is about to be pressed must not move away under the pointer. */
function NodeFindings({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const findings = useNodeFindings(id);
  if (findings.length === 0) return null;
  return (
    <ul className={styles.findings}>
      {findings.slice(0, SHOWN).map((finding) => (
        <li
          key={`${finding.code}${"pointer" in finding ? `${finding.edge} ${finding.pointer}` : ""}${finding.message.en}`}
          className={styles.finding}
          data-severity={finding.severity}
        >
          {finding.severity === "error" ? <ExclamationCircleFilled aria-hidden /> : <WarningFilled aria-hidden />}
          <span>{format.text(finding.message)}</span>
        </li>
      ))}
      {findings.length > SHOWN ? (
        <li className={styles.help}>{t("canvas.more", { n: findings.length - SHOWN })}</li>
      ) : null}
    </ul>
  );
}
