/** The frame of a settings screen: what is on it is a draft until it is saved; leaving an unsaved one asks. */

import { useQuery } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { Alert, Button, ConfigProvider } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { May } from "../shell/May.tsx";
import { keys, queryClient } from "../shell/query.ts";
import { RequestFailure } from "../shell/request.ts";
import { Screen } from "../shell/Screen.tsx";
import { useMay } from "../shell/session.ts";
import { Failure, Loading, useFailureText } from "../shell/states.tsx";
import type { Workspace } from "../shell/workspace.ts";
import { useFormat, workspaceQuery } from "../shell/workspace.ts";
import styles from "./Settings.module.css";
import { SettingsTabs } from "./SettingsTabs.tsx";
import { useSave, type WorkspaceChange } from "./settings-api.ts";

interface Part<D> {
  title: string;
  hint: string;
  read(workspace: Workspace): D;
  write(draft: D): WorkspaceChange;
  actions?(draft: D, change: (draft: D) => void): ReactNode;
  children(draft: D, change: (draft: D) => void, error: unknown): ReactNode;
}

export function SettingsPage<D>(part: Part<D>) {
  const workspace = useQuery({ ...workspaceQuery, staleTime: 5_000 });
  const { title, hint } = part;
  if (workspace.isSuccess) return <Loaded key={workspace.data.revision} part={part} workspace={workspace.data} />;
  return (
    <Screen title={title} hint={hint} filters={<SettingsTabs />}>
      {workspace.isPending ? <Loading /> : <Failure of={workspace} />}
    </Screen>
  );
}

function Loaded<D>({ part, workspace }: { part: Part<D>; workspace: Workspace }) {
  const { t } = useTranslation();
  const [saved] = useState(() => part.read(workspace));
  const [draft, setDraft] = useState(saved);
  const save = useSave(workspace, () => setDraft(saved));
  const isChanged = JSON.stringify(draft) !== JSON.stringify(saved);
  const may = useMay("workspace.manage");
  const submit = () => save.mutate(part.write(draft));
  useSaveKey(may && isChanged && !save.isPending, submit);
  return (
    <Screen
      bare
      title={part.title}
      hint={part.hint}
      filters={<SettingsTabs />}
      actions={
        <May permission="workspace.manage">
          {part.actions?.(draft, setDraft)}
          <Button disabled={!isChanged} onClick={() => setDraft(saved)}>
            {t("setup.undo")}
          </Button>
          <Button type="primary" disabled={!isChanged} loading={save.isPending} onClick={submit} data-testid="save">
            {t("setup.save")}
          </Button>
        </May>
      }
    >
      <div className={styles.page}>
        {save.isError ? <Refused error={save.error} /> : null}
        {may ? null : <Alert type="info" showIcon title={t("state.lookOnly")} />}
        <ConfigProvider componentDisabled={!may}>
          <fieldset disabled={!may} className={styles.switched}>
            {part.children(draft, setDraft, save.error)}
          </fieldset>
        </ConfigProvider>
      </div>
      <AskBeforeLeaving isChanged={isChanged && !save.isPending} />
    </Screen>
  );
}

/** What the server did not take, in its words; somebody else's change can be loaded from here. */
function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const format = useFormat();
  const failureText = useFailureText();
  const { title, hint } = failureText(error);
  const problems = error instanceof RequestFailure ? error.problems : [];
  const isStale = error instanceof RequestFailure && error.code === "stale_settings";
  const reload = () => void queryClient.invalidateQueries({ queryKey: keys.workspace });
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={title}
      description={
        problems.length === 0 ? (
          hint
        ) : (
          <ul className={styles.problems}>
            {problems.map(({ pointer, code, message }) => (
              <li key={`${pointer} ${code} ${message.en}`}>{format.text(message)}</li>
            ))}
          </ul>
        )
      }
      action={isStale ? <Button onClick={reload}>{t("setup.reload")}</Button> : null}
    />
  );
}

function AskBeforeLeaving({ isChanged }: { isChanged: boolean }) {
  const { t } = useTranslation();
  const { proceed, reset, status } = useBlocker({
    shouldBlockFn: () => isChanged,
    enableBeforeUnload: isChanged,
    withResolver: true,
  });
  return (
    <Dialog
      open={status === "blocked"}
      width={400}
      title={t("setup.leaveTitle")}
      okText={t("setup.leave")}
      cancelText={t("setup.stay")}
      onOk={() => proceed?.()}
      onCancel={() => reset?.()}
    >
      {t("setup.leaveHint")}
    </Dialog>
  );
}

/** Ctrl+S, as everywhere. */
function useSaveKey(isOn: boolean, save: () => void): void {
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      save();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [isOn, save]);
}
