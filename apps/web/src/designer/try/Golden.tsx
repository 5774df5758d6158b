/** 样例订单: what must come out as it did. Run all, see which do not and why, accept, open, rename, remove. */
import {
  CheckCircleFilled,
  CloseCircleFilled,
  DeleteOutlined,
  EditOutlined,
  PlayCircleOutlined,
} from "@ant-design/icons";
import type { GoldenResult } from "@switchyard/engine";
import type { ExpectedSection } from "@switchyard/flow";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { keys, queryClient } from "../../shell/query.ts";
import { Empty, Failure, Loading } from "../../shell/states.tsx";
import { toast } from "../../shell/toasts.ts";
import type { GoldenView } from "../designer-api.ts";
import { designerApi } from "../designer-api.ts";
import { useDrawing, useEditor } from "../drawing.ts";
import { Differences } from "./Differences.tsx";
import { partOf, SECTIONS } from "./SaveGolden.tsx";
import styles from "./Try.module.css";

interface GoldenProps {
  flowId: string;
  /** Who comes from what they stop wants to see it, not to ask again. */
  atOnce: boolean;
  onOpenTry: () => void;
}

export default function Golden({ flowId, atOnce, onOpenTry }: GoldenProps) {
  const { editor } = useDrawing();
  const { t } = useTranslation();
  const list = useQuery({ queryKey: keys.golden(flowId), queryFn: ({ signal }) => designerApi.golden(flowId, signal) });
  const run = useMutation({
    async mutationFn() {
      await editor.flush();
      return (await designerApi.runGolden(flowId)).results;
    },
  });
  const { mutate } = run;
  useEffect(() => {
    if (atOnce) mutate();
  }, [atOnce, mutate]);
  if (list.isPending) return <Loading />;
  if (list.isError) return <Failure of={list} />;
  const { items } = list.data;
  if (items.length === 0) {
    return (
      <Empty title={t("golden.empty")} hint={t("golden.emptyHint")}>
        <Button type="primary" onClick={onOpenTry}>
          {t("golden.first")}
        </Button>
      </Empty>
    );
  }
  const results = new Map((run.data ?? []).map((result) => [result.id, result]));
  const failed = (run.data ?? []).filter(({ passed }) => !passed).length;
  return (
    <div className={styles.golden}>
      <div className={styles.goldenHead}>
        <Button
          type="primary"
          size="small"
          icon={<PlayCircleOutlined aria-hidden />}
          loading={run.isPending}
          onClick={() => run.mutate()}
        >
          {t("golden.runAll", { n: items.length })}
        </Button>
        {run.data ? (
          <span className={failed > 0 ? styles.failed : styles.passed} role="status" data-testid="golden-summary">
            {failed > 0 ? t("golden.someFailed", { n: failed }) : t("golden.allPassed")}
          </span>
        ) : (
          <span className="quiet">{t("golden.hint")}</span>
        )}
      </div>
      {run.isError ? <Failure error={run.error} onRetry={() => run.mutate()} /> : null}
      <ul className={styles.goldens} data-testid="golden-list">
        {items.map((golden) => (
          <GoldenRow
            key={golden.id}
            flowId={flowId}
            golden={golden}
            result={results.get(golden.id)}
            onOpenTry={onOpenTry}
            onAccepted={() => run.mutate()}
          />
        ))}
      </ul>
    </div>
  );
}

interface GoldenRowProps {
  flowId: string;
  golden: GoldenView;
  result: GoldenResult | undefined;
  onOpenTry: () => void;
  onAccepted: () => void;
}

const sectionsOf = ({ expected }: GoldenView): ExpectedSection[] =>
  SECTIONS.filter((section) => expected[section] !== undefined);

function GoldenRow({ flowId, golden, result, onOpenTry, onAccepted }: GoldenRowProps) {
  const { trial } = useDrawing();
  const { t } = useTranslation();
  const readOnly = useEditor((state) => state.readOnly);
  const [name, setName] = useState<string>();
  const refresh = () => void queryClient.invalidateQueries({ queryKey: keys.golden(flowId) });
  const save = useMutation({
    mutationFn: (change: Partial<Pick<GoldenView, "name" | "expected">>) => {
      const { script, expected } = golden;
      return designerApi.saveGolden(flowId, golden.id, { name: golden.name, script, expected, ...change });
    },
    onSuccess: refresh,
  });
  const remove = useMutation({
    mutationFn: () => designerApi.removeGolden(flowId, golden.id),
    onSuccess() {
      refresh();
      toast("ok", t("golden.removed", { name: golden.name }), {
        label: t("bar.undo"),
        run: () => save.mutate({}),
      });
    },
  });
  function open() {
    trial.load(golden.script, { id: golden.id, name: golden.name, sections: sectionsOf(golden) });
    onOpenTry();
  }
  async function accept() {
    if (!result?.got) return;
    await save.mutateAsync({ expected: partOf(result.got, sectionsOf(golden)) });
    onAccepted();
  }
  const rename = () => {
    if (name !== undefined && name.trim() !== "" && name.trim() !== golden.name) save.mutate({ name: name.trim() });
    setName(undefined);
  };
  return (
    <li className={styles.goldenRow} data-testid={`golden-${golden.id}`}>
      <div className={styles.goldenLine}>
        <ResultMark result={result} />
        {name === undefined ? (
          <button type="button" className={styles.goldenOpen} onClick={open}>
            {golden.name}
          </button>
        ) : (
          <Input
            size="small"
            autoFocus
            aria-label={t("golden.name")}
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={(event) => event.nativeEvent.isComposing || rename()}
            onBlur={rename}
          />
        )}
        <span className="quiet">
          {sectionsOf(golden)
            .map((section) => t(`golden.section.${section}`))
            .join(t("state.comma"))}
        </span>
        <span className={styles.spring} />
        {result && !result.passed && result.got && !readOnly ? (
          <Button size="small" loading={save.isPending} onClick={() => void accept()}>
            {t("golden.accept")}
          </Button>
        ) : null}
        <Button
          type="text"
          size="small"
          icon={<EditOutlined aria-hidden />}
          aria-label={t("golden.rename")}
          disabled={readOnly}
          onClick={() => setName(golden.name)}
        />
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t("golden.remove")}
          disabled={readOnly}
          loading={remove.isPending}
          onClick={() => remove.mutate()}
        />
      </div>
      {result ? <Differences result={result} /> : null}
    </li>
  );
}

function ResultMark({ result }: { result: GoldenResult | undefined }) {
  const { t } = useTranslation();
  if (!result) return <span className={styles.unrun} role="img" aria-label={t("golden.notRun")} />;
  return result.passed ? (
    <CheckCircleFilled className={styles.passed ?? ""} aria-label={t("golden.passed")} />
  ) : (
    <CloseCircleFilled className={styles.failed ?? ""} aria-label={t("golden.failed")} />
  );
}
