import {
  ApartmentOutlined,
  CheckCircleOutlined,
  EditOutlined,
  ExperimentOutlined,
  LeftOutlined,
  PartitionOutlined,
  PlaySquareOutlined,
  QuestionCircleOutlined,
  RedoOutlined,
  UndoOutlined,
  UnorderedListOutlined,
} from "@ant-design/icons";
import type { Finding } from "@switchyard/flow";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { ConfirmLater } from "../../shell/ConfirmLater.tsx";
import type { FlowDetail } from "../../shell/flow-query.ts";
import { IconButton } from "../../shell/IconButton.tsx";
import { May } from "../../shell/May.tsx";
import { toast } from "../../shell/toasts.ts";
import type { View } from "../Designer.tsx";
import { useDrawing, useEditor } from "../drawing.ts";
import { discardOperation, sameDrawing } from "../together/discard.ts";
import { useActions } from "../use-actions.ts";
import styles from "./DesignerBar.module.css";
import { SaveMark } from "./SaveMark.tsx";

interface DesignerBarProps {
  detail: FlowDetail;
  findings: readonly Finding[];
  /** Everything listed under 检查, the X-ray's findings too. */
  found: number;
  view: View;
  onView: (view: View) => void;
  /** The sentence bar is open below. */
  saying: boolean;
  onSentence: () => void;
  onCheck: () => void;
  onTry: () => void;
  onPublish: () => void;
  onHelp: () => void;
}

export function DesignerBar(props: DesignerBarProps) {
  const { detail, findings, found, view, onView, saying, onSentence, onCheck, onTry, onPublish, onHelp } = props;
  const { t } = useTranslation();
  const { editor } = useDrawing();
  const navigate = useNavigate();
  const name = useEditor((state) => state.document.name);
  const readOnly = useEditor((state) => state.readOnly);
  const errors = findings.filter((finding) => finding.severity === "error").length;
  async function replay() {
    await editor.flush();
    await navigate({ to: "/sandbox", search: { flow: detail.id } });
  }
  return (
    <header className={styles.bar}>
      <Tooltip title={t("bar.back")}>
        <Link to="/flows" aria-label={t("bar.back")} className={styles.back}>
          <LeftOutlined aria-hidden />
        </Link>
      </Tooltip>
      <h1 className={styles.name} title={name}>
        {name}
      </h1>
      <span className={styles.version} data-live={detail.live !== null || undefined} data-testid="live-version">
        {detail.live ? t("bar.live", { version: detail.live.version }) : t("bar.neverPublished")}
      </span>
      {readOnly ? <span className={styles.version}>{t("bar.readOnly")}</span> : <SaveMark />}
      {detail.live ? (
        <Link
          to="/flows/$flowId/versions"
          params={{ flowId: detail.id }}
          className={styles.link}
          data-testid="open-versions"
        >
          {t("bar.versions")}
        </Link>
      ) : null}
      <May permission="flows.edit">
        <Link to="/flows/$flowId/template" params={{ flowId: detail.id }} className={styles.link}>
          {t("bar.saveAs")}
        </Link>
      </May>
      {readOnly ? null : <Discard live={detail.live} />}
      <span className={styles.spring} />
      {readOnly ? null : (
        <Tooltip title={saying ? "" : t("bar.sentenceHelp")}>
          <Button type="text" icon={<EditOutlined aria-hidden />} onClick={onSentence} data-testid="open-sentence">
            {t("bar.sentence")}
          </Button>
        </Tooltip>
      )}
      <History />
      <IconButton
        icon={view === "list" ? <ApartmentOutlined aria-hidden /> : <UnorderedListOutlined aria-hidden />}
        label={t(view === "list" ? "list.toCanvas" : "list.toList")}
        onClick={() => onView(view === "list" ? "canvas" : "list")}
      />
      <span className={styles.rule} />
      <Button
        type="text"
        icon={<CheckCircleOutlined aria-hidden />}
        className={(errors > 0 ? styles.errors : found > 0 ? styles.warnings : "") ?? ""}
        onClick={onCheck}
        data-testid="check"
      >
        {t("bar.check", { n: found })}
      </Button>
      <Button type="text" icon={<PlaySquareOutlined aria-hidden />} onClick={onTry}>
        {t("bar.try")}
      </Button>
      <Button type="text" icon={<ExperimentOutlined aria-hidden />} onClick={() => void replay()}>
        {t("bar.replay")}
      </Button>
      <IconButton icon={<QuestionCircleOutlined aria-hidden />} label={t("bar.help")} onClick={onHelp} />
      <May permission="flows.edit">
        <Button type="primary" onClick={onPublish}>
          {t("bar.publish")}
        </Button>
      </May>
    </header>
  );
}

/** Back to the live version; undo brings the draft back. */
function Discard({ live }: Pick<FlowDetail, "live">) {
  const { t } = useTranslation();
  const { editor } = useDrawing();
  const isSame = useEditor(({ document }) => live !== null && sameDrawing(document, live.document));
  if (live === null || isSame) return null;
  const { version } = live;
  function discard() {
    if (live === null || !editor.apply(discardOperation(editor.store.getState().document, live.document))) return;
    toast("ok", t("together.discarded", { version }), { label: t("bar.undo"), run: () => editor.undo() });
  }
  return (
    <ConfirmLater
      title={t("together.discardTitle", { version })}
      description={t("together.discardHelp")}
      okText={t("together.discard")}
      onConfirm={discard}
    >
      <Button type="text" size="small">
        {t("together.discard")}
      </Button>
    </ConfirmLater>
  );
}

function History() {
  const { t } = useTranslation();
  const actions = useActions();
  const canUndo = useEditor((state) => state.history.past.length > 0);
  const canRedo = useEditor((state) => state.history.future.length > 0);
  const readOnly = useEditor((state) => state.readOnly);
  return (
    <>
      <IconButton
        icon={<UndoOutlined aria-hidden />}
        label={t("bar.undo")}
        hint={t("bar.undoKeys")}
        disabled={!canUndo}
        onClick={actions.undo}
      />
      <IconButton
        icon={<RedoOutlined aria-hidden />}
        label={t("bar.redo")}
        hint={t("bar.redoKeys")}
        disabled={!canRedo}
        onClick={actions.redo}
      />
      <IconButton
        icon={<PartitionOutlined aria-hidden />}
        label={t("bar.tidy")}
        hint={t("bar.tidyHelp")}
        disabled={readOnly}
        onClick={actions.tidy}
      />
    </>
  );
}
