/** The script: its beginning, its steps in order, and what can be added to it. */
import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  ClearOutlined,
  DeleteOutlined,
  FieldTimeOutlined,
  FileAddOutlined,
  PlusOutlined,
  RedoOutlined,
  StepForwardOutlined,
  UndoOutlined,
} from "@ant-design/icons";
import { MOST_STEPS, type ScriptStep, stepSentence } from "@switchyard/flow";
import { Button, Dropdown, Tooltip } from "antd";
import { type KeyboardEvent, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { part } from "../../shell/part.ts";
import { RequestFailure } from "../../shell/request.ts";
import { useFormat } from "../../shell/workspace.ts";
import { withWords } from "../../words/load-words.ts";
import { useDrawing, useEditor } from "../drawing.ts";
import { useSentenceNames } from "../names.ts";
import { blankStep, MORE_STEPS } from "./blank-step.ts";
import styles from "./Try.module.css";

const InstantField = part(withWords(["forms"], () => import("../condition/InstantField.tsx")));

export function Steps() {
  const { trial, editor } = useDrawing();
  const { t } = useTranslation();
  const script = useStore(trial.store, (state) => state.script);
  const editing = useStore(trial.store, (state) => state.editing);
  const failure = useStore(trial.store, (state) => state.failure);
  const steps = script?.steps ?? [];
  const wrong = wrongStep(failure);
  const add = (type: ScriptStep["type"]) => {
    const step = blankStep(type, { trial, document: editor.store.getState().document });
    if (type === "wait_next") trial.put(steps.length, step);
    else trial.edit({ index: steps.length, step });
  };
  const isFull = steps.length >= MOST_STEPS;
  return (
    <section className={styles.steps} aria-label={t("trial.steps")}>
      <StepsHead />
      {script === null ? <p className={styles.teach}>{t("trial.teach")}</p> : null}
      <ol className={styles.list} data-testid="trial-steps">
        {steps.map((step, index) => (
          // A step is known by its place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Step key={index} step={step} index={index} isOpen={editing?.index === index} isWrong={wrong === index} />
        ))}
        {editing !== null && editing.index >= steps.length ? (
          <li className={styles.step} data-open>
            <span className={styles.stepNumber}>{steps.length + 1}</span>
            <span className="quiet">{t(`trial.type.${editing.step.type}`)}</span>
          </li>
        ) : null}
      </ol>
      {script === null ? null : (
        <div className={styles.adding}>
          <Button size="small" icon={<FileAddOutlined aria-hidden />} disabled={isFull} onClick={() => add("order")}>
            {t("trial.addOrder")}
          </Button>
          <Button size="small" icon={<FieldTimeOutlined aria-hidden />} disabled={isFull} onClick={() => add("wait")}>
            {t("trial.addWait")}
          </Button>
          <Tooltip title={t("trial.addNextHelp")}>
            <Button
              size="small"
              icon={<StepForwardOutlined aria-hidden />}
              disabled={isFull}
              onClick={() => add("wait_next")}
            >
              {t("trial.addNext")}
            </Button>
          </Tooltip>
          <Dropdown
            autoFocus
            trigger={["click"]}
            disabled={isFull}
            menu={{
              items: MORE_STEPS.map((type) => ({ key: type, label: t(`trial.type.${type}`) })),
              onClick: ({ key }) => add(key as ScriptStep["type"]),
            }}
          >
            <Button size="small" icon={<PlusOutlined aria-hidden />}>
              {t("trial.more")}
            </Button>
          </Dropdown>
        </div>
      )}
    </section>
  );
}

function StepsHead() {
  const { trial } = useDrawing();
  const { t } = useTranslation();
  const start = useStore(trial.store, ({ script }) => script?.start);
  const golden = useStore(trial.store, (state) => state.golden);
  const canUndo = useStore(trial.store, ({ past }) => past.length > 0);
  const canRedo = useStore(trial.store, ({ future }) => future.length > 0);
  return (
    <div className={styles.stepsHead}>
      {golden === null ? null : <span className={styles.goldenName}>{golden.name}</span>}
      {start === undefined ? (
        <b>{t("trial.steps")}</b>
      ) : (
        <Suspense fallback={null}>
          <InstantField
            value={start}
            disabled={false}
            label={t("trial.start")}
            onChange={(text) => text !== undefined && trial.setStart(Date.parse(text))}
          />
        </Suspense>
      )}
      <span className={styles.spring} />
      <Button
        type="text"
        size="small"
        icon={<UndoOutlined aria-hidden />}
        aria-label={t("trial.undo")}
        title={t("trial.undo")}
        disabled={!canUndo}
        onClick={trial.undo}
      />
      <Button
        type="text"
        size="small"
        icon={<RedoOutlined aria-hidden />}
        aria-label={t("trial.redo")}
        title={t("trial.redo")}
        disabled={!canRedo}
        onClick={trial.redo}
      />
      {start === undefined ? null : (
        <Button
          type="text"
          size="small"
          icon={<ClearOutlined aria-hidden />}
          aria-label={t("trial.clear")}
          title={t("trial.clear")}
          onClick={trial.clear}
        />
      )}
    </div>
  );
}

interface StepProps {
  step: ScriptStep;
  index: number;
  isOpen: boolean;
  isWrong: boolean;
}

function Step({ step, index, isOpen, isWrong }: StepProps) {
  const { trial } = useDrawing();
  const { t } = useTranslation();
  const format = useFormat();
  const names = useSentenceNames();
  const document = useEditor((state) => state.document);
  const open = () => trial.edit({ index, step });
  function onKey(event: KeyboardEvent) {
    if (event.key === "Delete" || event.key === "Backspace") trial.remove(index);
    else if (event.altKey && event.key === "ArrowUp") trial.move(index, -1);
    else if (event.altKey && event.key === "ArrowDown") trial.move(index, 1);
    else return;
    event.preventDefault();
  }
  return (
    <li className={styles.step} data-open={isOpen || undefined} data-wrong={isWrong || undefined}>
      <span className={styles.stepNumber}>{index + 1}</span>
      <button type="button" className={styles.stepText} onClick={open} onKeyDown={onKey} title={t("trial.stepKeys")}>
        {format.text(stepSentence(step, document, names))}
      </button>
      <span className={styles.stepActions}>
        <Button
          type="text"
          size="small"
          icon={<ArrowUpOutlined aria-hidden />}
          aria-label={t("trial.up")}
          onClick={() => trial.move(index, -1)}
        />
        <Button
          type="text"
          size="small"
          icon={<ArrowDownOutlined aria-hidden />}
          aria-label={t("trial.down")}
          onClick={() => trial.move(index, 1)}
        />
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t("trial.remove")}
          onClick={() => trial.remove(index)}
        />
      </span>
    </li>
  );
}

/** The first step that a refusal points at. */
function wrongStep(failure: unknown): number | null {
  if (!(failure instanceof RequestFailure) || failure.code !== "invalid_script") return null;
  const found = /^\/steps\/(\d+)/.exec(failure.problems[0]?.pointer ?? "");
  return found === null ? null : Number(found[1]);
}
