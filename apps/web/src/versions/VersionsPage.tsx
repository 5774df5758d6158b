/** Every version of a flow: who, when, why; what changed, as sentences and on the canvas; back into the draft, or live again. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Button, Select, Tag } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useActions } from "../designer/use-actions.ts";
import { browserEditor } from "../shell/browser-editor.ts";
import { Confirm } from "../shell/Confirm.tsx";
import { FlowTitle } from "../shell/FlowTitle.tsx";
import { askFlow } from "../shell/flow-query.ts";
import { Instant } from "../shell/Instant.tsx";
import { May } from "../shell/May.tsx";
import { keys, queryClient } from "../shell/query.ts";
import { Screen } from "../shell/Screen.tsx";
import { Empty, Failure, Loading, useFailureText } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useWorkspace } from "../shell/workspace.ts";
import { ChangeList } from "./ChangeList.tsx";
import { changedDrawing } from "./changed-drawing.ts";
import { ReadOnlyCanvas } from "./ReadOnlyCanvas.tsx";
import { RollOutPanel } from "./RollOutPanel.tsx";
import { isSpanOf, type Span, spanOf } from "./span.ts";
import styles from "./Versions.module.css";
import { type VersionName, type VersionView, versionKeys, versionsApi } from "./versions-api.ts";

export function VersionsPage() {
  const { t } = useTranslation();
  const { flowId } = useParams({ from: "/flows/$flowId/versions" });
  const flow = useQuery({ queryKey: ["versions", flowId, "flow"], queryFn: ({ signal }) => askFlow(flowId, signal) });
  const versions = useQuery({
    queryKey: versionKeys.list(flowId),
    queryFn: ({ signal }) => versionsApi.list(flowId, signal),
  });
  const [shown, setShown] = useState<Span | null>(null);
  const failed = flow.error ?? versions.error;
  const items = versions.data?.items ?? [];
  const [newest] = items;

  function content() {
    if (failed)
      return (
        <Failure error={failed} onRetry={() => void Promise.all([flow.refetch(), versions.refetch()])} list="/flows" />
      );
    if (!flow.data || !versions.data) return <Loading />;
    if (newest === undefined)
      return (
        <Empty title={t("versions.noneTitle")} hint={t("versions.noneHint")}>
          <Link to="/flows/$flowId" params={{ flowId }}>
            {t("versions.toDesigner")}
          </Link>
        </Empty>
      );
    const span = shown ?? spanOf(newest.version);
    const names: VersionName[] = ["draft", ...items.map(({ version }) => version)];
    return (
      <div className={styles.page}>
        <RollOutPanel flow={flowId} />
        <div className={styles.columns}>
          <ol className={styles.list} data-testid="version-list">
            {items.map((one) => (
              <VersionItem
                key={one.version}
                flow={flowId}
                one={one}
                revision={flow.data.draft.revision}
                isShown={isSpanOf(span, one.version)}
                onShow={() => setShown(spanOf(one.version))}
              />
            ))}
          </ol>
          <section className={styles.compare}>
            <div className={styles.span}>
              <VersionSelect
                label={t("versions.from")}
                names={names}
                value={span.from}
                onChange={(from) => setShown({ ...span, from })}
              />
              <span aria-hidden>→</span>
              <VersionSelect
                label={t("versions.to")}
                names={names}
                value={span.to}
                onChange={(to) => setShown({ ...span, to })}
              />
            </div>
            <Compared flow={flowId} from={span.from} to={span.to} />
          </section>
        </div>
      </div>
    );
  }

  return (
    <Screen
      bare
      title={<FlowTitle flow={flowId} title={t("versions.title", { name: flow.data?.name ?? "" })} />}
      hint={t("versions.hint")}
      actions={
        <Link to="/flows/$flowId/recall" params={{ flowId }} data-testid="open-recall">
          {t("recall.open")}
        </Link>
      }
    >
      {content()}
    </Screen>
  );
}

function VersionSelect(props: {
  label: string;
  names: readonly VersionName[];
  value: VersionName;
  onChange: (value: VersionName) => void;
}) {
  const { t } = useTranslation();
  return (
    <Select
      aria-label={props.label}
      style={{ width: 120 }}
      value={props.value}
      options={props.names.map((value) => ({ value, label: value === "draft" ? t("versions.draft") : `v${value}` }))}
      onChange={props.onChange}
    />
  );
}

interface VersionItemProps {
  flow: string;
  one: VersionView;
  revision: number;
  isShown: boolean;
  onShow: () => void;
}

function VersionItem({ flow, one, revision, isShown, onShow }: VersionItemProps) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const failureText = useFailureText();
  const { version, state, note, actor, published_at, replay } = one;
  const author =
    workspace?.people.find(({ id }) => id === actor)?.name ?? (actor === "local" ? t("versions.here") : actor);
  const restore = useMutation({
    mutationFn: () => versionsApi.restore(flow, version, { revision, editor: browserEditor().id }),
    onSuccess: async () => {
      queryClient.removeQueries({ queryKey: keys.flow(flow), exact: true });
      toast("ok", t("versions.restored", { version }));
      await navigate({ to: "/flows/$flowId", params: { flowId: flow } });
    },
  });
  const live = useMutation({
    mutationFn: () => versionsApi.makeLive(flow, version),
    onSuccess: async () => {
      toast("ok", t("versions.isLive", { version }));
      await queryClient.invalidateQueries({ queryKey: ["versions", flow] });
      void queryClient.invalidateQueries({ queryKey: keys.flows });
    },
  });
  const failed = restore.error ?? live.error;
  return (
    <li className={styles.item} data-shown={isShown || undefined} data-testid={`version-${version}`}>
      <button type="button" className={styles.pick} aria-pressed={isShown} onClick={onShow}>
        <b>v{version}</b>
        {state === "past" ? null : (
          <Tag color={state === "live" ? "green" : "gold"}>{t(`versions.state.${state}`)}</Tag>
        )}
        <span className={styles.when}>
          <Instant at={published_at} /> · {author}
        </span>
        <span className={note ? "" : "quiet"}>{note ?? t("versions.noNote")}</span>
      </button>
      <div className={styles.itemActions}>
        {replay === null ? null : (
          <Link to="/sandbox" search={{ flow, replay }}>
            {t("versions.replay")}
          </Link>
        )}
        <May permission="flows.edit">
          <Confirm title={t("versions.restoreSure", { version })} onConfirm={() => restore.mutate()}>
            <Button size="small" loading={restore.isPending}>
              {t("versions.restore")}
            </Button>
          </Confirm>
        </May>
        {state === "past" ? (
          <May permission="flows.publish">
            <Confirm title={t("versions.liveSure", { version })} onConfirm={() => live.mutate()}>
              <Button size="small" loading={live.isPending}>
                {t("versions.makeLive")}
              </Button>
            </Confirm>
          </May>
        ) : null}
      </div>
      {failed ? (
        <p role="alert" className={styles.refused}>
          {failureText(failed).title}
        </p>
      ) : null}
    </li>
  );
}

function Compared({ flow, from, to }: { flow: string; from: VersionName; to: VersionName }) {
  const { t } = useTranslation();
  const found = useQuery({
    queryKey: versionKeys.changes(flow, from, to),
    queryFn: ({ signal }) => versionsApi.compare(flow, { from, to }, signal),
  });
  const drawn = useMemo(() => (found.data ? changedDrawing(found.data) : null), [found.data]);
  if (found.isError) return <Failure of={found} />;
  if (!found.data || !drawn) return <Loading />;
  return (
    <div className={styles.drawn}>
      <ReadOnlyCanvas key={`${from}…${to}`} flow={flow} document={drawn.document} tones={drawn.tones}>
        <div className={styles.sentences}>
          <p className={styles.legend} aria-hidden>
            <span data-tone="added">{t("versions.tone.added")}</span>
            <span data-tone="changed">{t("versions.tone.changed")}</span>
            <span data-tone="removed">{t("versions.tone.removed")}</span>
          </p>
          <Changes changes={found.data.changes} />
        </div>
      </ReadOnlyCanvas>
    </div>
  );
}

function Changes({ changes }: Parameters<typeof ChangeList>[0]) {
  const actions = useActions();
  return <ChangeList changes={changes} onShow={actions.show} />;
}
