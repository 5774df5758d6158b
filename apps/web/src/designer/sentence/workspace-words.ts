import type { WorkspaceSettings } from "@switchyard/orders";
import { type WorkspaceWords, wordsOf } from "@switchyard/phrases";
import type { Workspace } from "../../shell/workspace.ts";
import type { FactFigures, PublishedFlows } from "../designer-api.ts";

/** The words of the workspace on screen; `today`: the day there, `YYYY-MM-DD`. */
export function workspaceWords(
  workspace: Workspace,
  today: string,
  figures?: FactFigures,
  flows?: PublishedFlows,
): WorkspaceWords {
  // What the typed client makes of absent fields is the same JSON.
  const { customFields, states } = workspace.settings as WorkspaceSettings;
  const called = (flows?.items ?? []).map(({ id, document }) => ({ id, name: document.name }));
  return wordsOf({ ...workspace, today, customFields, states }, figures?.values, called);
}
