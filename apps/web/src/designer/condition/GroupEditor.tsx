import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { factLookup } from "@switchyard/flow";
import { Button, Segmented, Tooltip } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "../drawing.ts";
import { ComparisonRow } from "./ComparisonRow.tsx";
import styles from "./ConditionEditor.module.css";
import { FactPicker } from "./FactPicker.tsx";
import { firstOperator } from "./operators.ts";
import { addPart, asGroup, DEEPEST, emptyGroup, type Group, type Path, removeAt, updateAt, withMatch } from "./tree.ts";

interface GroupEditorProps {
  root: Group;
  group: Group;
  path: Path;
  onChange: (root: Group, field: string) => void;
}

const MATCHES = ["all", "any", "not"] as const;

export function GroupEditor({ root, group, path, onChange }: GroupEditorProps) {
  const { t } = useTranslation();
  const readOnly = useEditor((state) => state.readOnly);
  const at = path.join(".");
  return (
    <section className={styles.group} data-depth={path.length} aria-label={t(`condition.match.${group.match}`)}>
      <div className={styles.groupHead}>
        <Segmented
          size="small"
          disabled={readOnly}
          aria-label={t("condition.matchLabel")}
          value={group.match}
          options={MATCHES.map((value) => ({ value, label: t(`condition.match.${value}`) }))}
          onChange={(match) =>
            onChange(
              updateAt(root, path, (part) => withMatch(asGroup(part), match)),
              `${at}:match`,
            )
          }
        />
        {path.length > 0 && !readOnly ? (
          <Tooltip title={t("condition.removeGroup")}>
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t("condition.removeGroup")}
              onClick={() => onChange(removeAt(root, path), `${at}:remove`)}
            />
          </Tooltip>
        ) : null}
      </div>
      {group.parts.map((part, index) => {
        const here = [...path, index];
        return part.type === "group" ? (
          // Parts have no ids; their place is what tells them apart.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <GroupEditor key={index} root={root} group={part} path={here} onChange={onChange} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <ComparisonRow key={index} root={root} comparison={part} path={here} onChange={onChange} />
        );
      })}
      {readOnly ? null : <AddPart root={root} group={group} path={path} onChange={onChange} />}
    </section>
  );
}

function AddPart({ root, group, path, onChange }: GroupEditorProps) {
  const { t } = useTranslation();
  const [picking, setPicking] = useState(false);
  const document = useEditor((state) => state.document);
  const at = path.join(".");
  const full = group.match === "not" && group.parts.length >= 1;
  function add(fact: string) {
    setPicking(false);
    const operator = firstOperator(factLookup(document)(fact)?.type ?? "text");
    onChange(addPart(root, path, { type: "comparison", fact, operator }), `${at}:add`);
  }
  if (full) return null;
  if (picking) return <FactPicker opened onChange={add} onCancel={() => setPicking(false)} />;
  return (
    <div className={styles.adders}>
      <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setPicking(true)}>
        {t("condition.add")}
      </Button>
      {path.length + 1 < DEEPEST ? (
        <Button
          size="small"
          type="text"
          onClick={() => onChange(addPart(root, path, emptyGroup(group.match === "all" ? "any" : "all")), `${at}:add`)}
        >
          {t("condition.addGroup")}
        </Button>
      ) : null}
    </div>
  );
}
