/** Before publishing: what changes, as sentences; what blocks it, one click from the node; why it was not replayed, or a note for the record. */
import { diffFlows, type Finding, type FlowChange } from "@switchyard/flow";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Alert, Button, Input } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../shell/Dialog.tsx";
import type { FlowDetail } from "../../shell/flow-query.ts";
import { keys, queryClient } from "../../shell/query.ts";
import { useMay } from "../../shell/session.ts";
import { useFailureText } from "../../shell/states.tsx";
import { toast } from "../../shell/toasts.ts";
import { useFormat } from "../../shell/workspace.ts";
import { designerApi } from "../designer-api.ts";
import { Problems } from "../drawer/Problems.tsx";
import { useDrawing, useEditor } from "../drawing.ts";
import { useSentenceNames } from "../names.ts";
import { GoldenGate } from "../try/GoldenGate.tsx";
import { useActions } from "../use-actions.ts";
import { Effects } from "../xray/Effects.tsx";
import styles from "./DesignerBar.module.css";
import { FourEyes } from "./FourEyes.tsx";
import { ReplayGate, useReplayGate } from "./ReplayGate.tsx";
import { RollOutWish, type RollOutWishValue } from "./RollOutWish.tsx";

interface PublishDialogProps {
  detail: FlowDetail;
  findings: readonly Finding[];
  onClose: () => void;
  onOpenTry: () => void;
  onOpenGolden: () => void;
}

export default function PublishDialog({ detail, findings, onClose, onOpenTry, onOpenGolden }: PublishDialogProps) {
  const { editor } = useDrawing();
  const { t } = useTranslation();
  const failureText = useFailureText();
  const names = useSentenceNames();
  const navigate = useNavigate();
  const [reason, setReason] = useState("");
  const [rollOut, setRollOut] = useState<RollOutWishValue | null>(null);
  const document = useEditor((state) => state.document);
  // Somebody else edits the draft: what is asked for can still be looked at and approved.
  const isHeld = useEditor((state) => state.readOnly);
  const may = useMay("flows.publish");
  const blocking = findings.filter((finding) => finding.severity === "error");
  const changes = useMemo(
    () => (detail.live ? diffFlows(detail.live.document, document, names) : null),
    [detail.live, document, names],
  );
  const gate = useReplayGate(detail.id).data;
  const wish = async () => {
    await editor.flush();
    const { save } = editor.store.getState();
    return {
      revision: save.revision,
      live: detail.live?.version ?? null,
      ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
      ...(rollOut === null ? {} : { roll_out: rollOut }),
    };
  };
  const onError = () => void queryClient.invalidateQueries({ queryKey: keys.flow(detail.id) });
  const ask = useMutation({
    onError,
    mutationFn: async () => designerApi.askPublish(detail.id, await wish()),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ["inbox"] });
      toast("ok", t("publish.askDone"));
      onClose();
    },
  });
  const publish = useMutation({
    onError,
    mutationFn: async () => designerApi.publish(detail.id, await wish()),
    onSuccess: ({ version, published_at }) => {
      if (rollOut === null) {
        const live = { version, published_at, document: editor.store.getState().document };
        queryClient.setQueryData<FlowDetail>(keys.flow(detail.id), (old) => (old ? { ...old, live } : old));
      }
      void queryClient.invalidateQueries({ queryKey: keys.flows, exact: true });
      toast("ok", t("publish.done", { version }));
      onClose();
      if (rollOut !== null) void navigate({ to: "/flows/$flowId/versions", params: { flowId: detail.id } });
    },
  });
  const unseen = gate?.needs_reason === true;
  const needsReason = unseen && reason.trim() === "";
  const go = gate?.four_eyes === true ? ask : publish;
  const unchanged = changes !== null && changes.length === 0;
  return (
    <Dialog
      open
      width={640}
      title={t("publish.title", { version: (detail.live?.version ?? 0) + 1 })}
      okText={t(gate?.four_eyes === true ? "publish.ask" : "bar.publish")}
      okButtonProps={{
        disabled: !may || isHeld || blocking.length > 0 || unchanged || needsReason,
        loading: go.isPending,
      }}
      onOk={() => go.mutate()}
      onCancel={onClose}
    >
      <div className={styles.sections} data-testid="publish-dialog">
        {may ? null : <Alert type="info" showIcon title={t("publish.notYours")} />}
        {may && isHeld ? <Alert type="info" showIcon title={t("publish.held")} /> : null}
        {gate?.four_eyes === true ? <FourEyes flow={detail.id} check={gate} onPublished={onClose} /> : null}
        {blocking.length > 0 ? (
          <section>
            <h3>{t("publish.blocked", { n: blocking.length })}</h3>
            <div className={styles.sentences}>
              <Problems findings={blocking} onShow={onClose} />
            </div>
          </section>
        ) : null}
        <section>
          <h3>{t("publish.changes")}</h3>
          {changes === null ? <p className="quiet">{t("publish.first")}</p> : null}
          {unchanged ? <p className="quiet">{t("publish.unchanged")}</p> : null}
          {changes && changes.length > 0 ? <Changes changes={changes} onShow={onClose} /> : null}
        </section>
        <GoldenGate
          flowId={detail.id}
          enabled={blocking.length === 0}
          onOpen={() => {
            onClose();
            onOpenGolden();
          }}
        />
        <ReplayGate flow={detail.id} />
        <Effects compared={detail.live !== null} onShow={onClose} onOpenTry={onOpenTry} />
        <section>
          <h3>
            <label htmlFor="publish-reason">{t(unseen ? "publish.whyUnseen" : "publish.note")}</label>
          </h3>
          <Input.TextArea
            id="publish-reason"
            rows={2}
            maxLength={500}
            placeholder={t(unseen ? "publish.whyUnseenHint" : "publish.noteHint")}
            required={unseen}
            status={needsReason ? "warning" : ""}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </section>
        {detail.live ? <RollOutWish value={rollOut} onChange={setRollOut} /> : null}
        {go.isError ? (
          <p role="alert" className={styles.refused}>
            {failureText(go.error).title} {failureText(go.error).hint}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}

const MARKS: Record<FlowChange["kind"], { change: "added" | "removed" | "changed"; sign: string }> = {
  settings: { change: "changed", sign: "~" },
  added: { change: "added", sign: "+" },
  removed: { change: "removed", sign: "−" },
  changed: { change: "changed", sign: "~" },
  connected: { change: "added", sign: "+" },
  disconnected: { change: "removed", sign: "−" },
  reordered: { change: "changed", sign: "~" },
};

function Changes({ changes, onShow }: { changes: readonly FlowChange[]; onShow: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const actions = useActions();
  const nodes = useEditor((state) => state.document.nodes);
  function sentence({ before, after }: FlowChange): string {
    if (before && after) return t("publish.fromTo", { before: format.text(before), after: format.text(after) });
    const said = after ?? before;
    return said ? format.text(said) : "";
  }
  return (
    <ul className={styles.sentences} data-testid="publish-changes">
      {changes.map((change, index) => {
        const { change: tone, sign } = MARKS[change.kind];
        const id = change.node;
        const text = `${t(`publish.kind.${change.kind}`)} ${sentence(change)}`;
        return (
          // Changes have no ids and are replaced all at once.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index}>
            <span className={styles.mark} data-change={tone} aria-hidden>
              {sign}
            </span>
            {id !== undefined && nodes.some((node) => node.id === id) ? (
              <Button
                type="link"
                onClick={() => {
                  onShow();
                  actions.show(id);
                }}
              >
                {text}
              </Button>
            ) : (
              <span>{text}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
