/** The workspace's settings: read with the workspace, changed part by part. */
import type { WorkspaceSettings } from "@switchyard/orders";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { InferRequestType } from "hono/client";
import { useTranslation } from "react-i18next";
import { v1 } from "../shell/client.ts";
import { keys } from "../shell/query.ts";
import { answer } from "../shell/request.ts";
import { toast } from "../shell/toasts.ts";
import type { Workspace } from "../shell/workspace.ts";

type Patch = (typeof v1)["workspace"]["$patch"];
export type WorkspaceChange = Omit<InferRequestType<Patch>["json"], "revision">;

/** The typed client maps absent fields to `| undefined`; in JSON they are absent. */
export const settingsOf = (workspace: Workspace): WorkspaceSettings => workspace.settings as WorkspaceSettings;

/** Saves parts of the settings over the revision that the person saw. */
export function useSave(workspace: Workspace, onSaved: () => void) {
  const { t } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: WorkspaceChange) =>
      answer(v1.workspace.$patch({ json: { ...change, revision: workspace.revision } })),
    onSuccess: (saved) => {
      client.setQueryData(keys.workspace, saved);
      toast("ok", t("setup.saved"));
      onSaved();
    },
  });
}
