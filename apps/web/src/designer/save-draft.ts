/** The bridge between the editor's queue and the server. */

import { RequestFailure } from "../shell/request.ts";
import { designerApi } from "./designer-api.ts";
import type { AutosaveOptions, SendResult, Theirs } from "./editor/autosave.ts";

function theirsOf(body: unknown): Theirs | null {
  if (typeof body !== "object" || body === null || !("revision" in body) || !("document" in body)) return null;
  // The server sends its own stored draft, parsed by the same schema.
  return typeof body.revision === "number" ? (body as Theirs) : null;
}

/** Too many requests, or a session that ended: it is sent when that is over. */
const FOR_NOW = new Set([401, 429]);

export function resultOf(error: unknown): SendResult {
  if (!(error instanceof RequestFailure)) return { type: "refused", error };
  if (error.passing || FOR_NOW.has(error.status)) return { type: "offline", error };
  const theirs = error.status === 409 ? theirsOf(error.body) : null;
  return theirs ? { type: "stale", theirs } : { type: "refused", error };
}

export const saveDraft =
  (flow: string): AutosaveOptions["send"] =>
  async (patch) => {
    try {
      const { revision } = await designerApi.patchDraft(flow, patch);
      return { type: "saved", revision };
    } catch (error) {
      return resultOf(error);
    }
  };
