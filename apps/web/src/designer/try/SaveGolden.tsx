/** Keeps what was tried as a golden order: its name, and what of the outcome shall count. */
import { SaveOutlined } from "@ant-design/icons";
import type { Run } from "@switchyard/engine";
import type { Expected, ExpectedSection } from "@switchyard/flow";
import { useMutation } from "@tanstack/react-query";
import { Button, Checkbox, Input, type InputRef, Popover } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { keys, queryClient } from "../../shell/query.ts";
import { useFailureText } from "../../shell/states.tsx";
import { toast } from "../../shell/toasts.ts";
import { useFirstFocus } from "../../shell/use-first-focus.ts";
import { designerApi } from "../designer-api.ts";
import { useDrawing, useEditor } from "../drawing.ts";
import { freshId } from "../editor/ids.ts";
import { useDrawingWords } from "../names.ts";
import { goldenName } from "./golden-name.ts";
import styles from "./Try.module.css";

export const SECTIONS = ["orders", "messages", "watches", "batches"] as const satisfies readonly ExpectedSection[];

/** Only the sections that count. */
export const partOf = (outcome: Run["outcome"], sections: readonly ExpectedSection[]): Expected =>
  Object.fromEntries(sections.map((section) => [section, outcome[section]]));

export function SaveGolden({ flowId, run }: { flowId: string; run: Run }) {
  const { t } = useTranslation();
  const readOnly = useEditor((state) => state.readOnly);
  const [open, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      placement="topRight"
      destroyOnHidden
      open={open}
      onOpenChange={setOpen}
      content={<SaveForm flowId={flowId} run={run} onDone={() => setOpen(false)} />}
    >
      <Button size="small" icon={<SaveOutlined aria-hidden />} disabled={readOnly}>
        {t("golden.save")}
      </Button>
    </Popover>
  );
}

function SaveForm({ flowId, run, onDone }: { flowId: string; run: Run; onDone: () => void }) {
  const { trial } = useDrawing();
  const { t } = useTranslation();
  const failureText = useFailureText();
  const field = useFirstFocus<InputRef>();
  const script = useStore(trial.store, (state) => state.script);
  const known = useStore(trial.store, (state) => state.golden);
  const words = useDrawingWords();
  const [name, setName] = useState(() => known?.name ?? goldenName(script, run.outcome, words));
  const [sections, setSections] = useState<readonly ExpectedSection[]>(
    known?.sections ?? SECTIONS.filter((section) => section === "orders" || run.outcome[section].length > 0),
  );
  const save = useMutation({
    async mutationFn() {
      if (script === null) return;
      const golden = { id: known?.id ?? freshId("g"), name: name.trim(), sections };
      await designerApi.saveGolden(flowId, golden.id, {
        name: golden.name,
        script,
        expected: partOf(run.outcome, sections),
      });
      trial.store.setState({ golden });
    },
    onSuccess() {
      void queryClient.invalidateQueries({ queryKey: keys.golden(flowId) });
      toast("ok", t("golden.saved", { name: name.trim() }));
      onDone();
    },
  });
  return (
    <form
      className={styles.saveForm}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") save.mutate();
      }}
    >
      <label htmlFor="golden-name">{t("golden.name")}</label>
      <Input
        ref={field}
        id="golden-name"
        autoFocus
        onFocus={(event) => event.target.select()}
        maxLength={120}
        placeholder={t("golden.nameHint")}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <p>{t("golden.counts")}</p>
      <Checkbox.Group
        value={[...sections]}
        options={SECTIONS.map((value) => ({ value, label: t(`golden.section.${value}`) }))}
        onChange={(chosen) => setSections(SECTIONS.filter((section) => chosen.includes(section)))}
      />
      {save.isError ? (
        <p role="alert" className={styles.wrong}>
          {failureText(save.error).title} {failureText(save.error).hint}
        </p>
      ) : null}
      <Button
        type="primary"
        htmlType="submit"
        loading={save.isPending}
        disabled={name.trim() === "" || sections.length === 0}
      >
        {t(known === null ? "golden.keep" : "golden.replace")}
      </Button>
    </form>
  );
}
