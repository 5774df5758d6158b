import { DeleteOutlined, PlusOutlined, UngroupOutlined } from "@ant-design/icons";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../shell/IconButton.tsx";
import { useEditor } from "../drawing.ts";
import { ComparisonRow } from "./ComparisonRow.tsx";
import styles from "./ConditionEditor.module.css";
import { FactPicker } from "./FactPicker.tsx";
import { firstOperator, typeAtFirst } from "./operators.ts";
import { PartFrame } from "./PartFrame.tsx";
import {
  addPart,
  asGroup,
  DEEPEST,
  emptyGroup,
  type Group,
  type Path,
  removeAt,
  ungroup,
  updateAt,
  withMatch,
} from "./tree.ts";
import { useTreeEdit } from "./tree-edit.ts";
import { useFactLookup } from "./use-facts.ts";

interface GroupEditorProps {
  root: Group;
  group: Group;
  path: Path;
}

const MATCHES = ["all", "any", "not"] as const;

export function GroupEditor({ root, group, path }: GroupEditorProps) {
  const { t } = useTranslation();
  if (path.length === 0)
    return (
      <section className={styles.group} data-depth={0} aria-label={t(`condition.match.${group.match}`)}>
        <Inside root={root} group={group} path={path} />
      </section>
    );
  return (
    <PartFrame
      path={path}
      emptyGroup={group.parts.length === 0}
      label={t(`condition.match.${group.match}`)}
      className={styles.inner}
      testId="condition-group"
    >
      <section className={styles.group} data-depth={path.length} aria-label={t(`condition.match.${group.match}`)}>
        <Inside root={root} group={group} path={path} />
      </section>
    </PartFrame>
  );
}

function Inside({ root, group, path }: GroupEditorProps) {
  const { t } = useTranslation();
  const { change } = useTreeEdit();
  const readOnly = useEditor((state) => state.readOnly);
  const at = path.join(".");
  const opened = ungroup(root, path);
  return (
    <>
      <div className={styles.groupHead}>
        <Segmented
          size="small"
          disabled={readOnly}
          aria-label={t("condition.matchLabel")}
          value={group.match}
          options={MATCHES.map((value) => ({ value, label: t(`condition.match.${value}`) }))}
          onChange={(match) =>
            change(
              updateAt(root, path, (part) => withMatch(asGroup(part), match)),
              `${at}:match`,
            )
          }
        />
        {path.length > 0 && !readOnly ? (
          <span>
            {opened ? (
              <IconButton
                size="small"
                icon={<UngroupOutlined aria-hidden />}
                label={t("condition.ungroup")}
                onClick={() => change(opened, `${at}:ungroup`)}
              />
            ) : null}
            <IconButton
              size="small"
              icon={<DeleteOutlined aria-hidden />}
              label={t("condition.removeGroup")}
              onClick={() => change(removeAt(root, path), `${at}:remove`)}
            />
          </span>
        ) : null}
      </div>
      {group.parts.map((part, index) => {
        const here = [...path, index];
        return part.type === "group" ? (
          // Parts have no ids; their place is what tells them apart.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <GroupEditor key={index} root={root} group={part} path={here} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <ComparisonRow key={index} root={root} comparison={part} path={here} />
        );
      })}
      {readOnly ? null : <AddPart root={root} group={group} path={path} />}
    </>
  );
}

function AddPart({ root, group, path }: GroupEditorProps) {
  const { t } = useTranslation();
  const edit = useTreeEdit();
  const lookup = useFactLookup();
  const [picking, setPicking] = useState(false);
  const at = path.join(".");
  const full = group.match === "not" && group.parts.length >= 1;
  function add(fact: string) {
    setPicking(false);
    const operator = firstOperator(typeAtFirst(lookup(fact)));
    edit.focusValue([...path, group.parts.length]);
    edit.change(addPart(root, path, { type: "comparison", fact, operator }), `${at}:add`);
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
          onClick={() =>
            edit.change(addPart(root, path, emptyGroup(group.match === "all" ? "any" : "all")), `${at}:add`)
          }
        >
          {t("condition.addGroup")}
        </Button>
      ) : null}
    </div>
  );
}
