/** One edits, the others watch: this browser says every few seconds that it is here, and hears who holds the draft. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { browserEditor } from "../../shell/browser-editor.ts";
import { againAfter, keys, queryClient } from "../../shell/query.ts";
import { RequestFailure } from "../../shell/request.ts";
import { useSession } from "../../shell/session.ts";
import { designerApi } from "../designer-api.ts";
import { useDrawing } from "../drawing.ts";
import { siblingTabs } from "./sibling-tabs.ts";

/** A third of the time after which who is not heard of has let go. */
const BEAT_MS = 5_000;
/** While the page of whoever holds it goes: the draft may be free at any moment. */
const SOON_MS = 1_000;

export interface Held {
  /** Who else edits; null where this browser does. */
  other: string | null;
  takeOver(): Promise<void>;
}

export function useHolder(flow: string): Held {
  const { editor } = useDrawing();
  const { t } = useTranslation();
  const unnamed = t("together.unnamed");
  const me = () => ({ ...browserEditor(), name: browserEditor().name || unnamed });
  const session = useSession().data;
  const may = mayEdit(session);
  const held = useQuery({
    enabled: may,
    queryKey: keys.holder(flow),
    queryFn: () => designerApi.hold(flow, { editor: me(), take: false }),
    refetchInterval: (query) => againAfter(query.state.data?.holder?.leaving ? SOON_MS : BEAT_MS)(query),
    refetchOnWindowFocus: true,
    refetchIntervalInBackground: true,
    staleTime: 0,
    retry: false,
  });
  const holder = held.data?.holder ?? null;
  const other = holder !== null && holder.id !== browserEditor().id ? holder.name : null;
  const isForbidden =
    (session !== undefined && !may) || (held.error instanceof RequestFailure && held.error.status === 403);
  useEffect(() => {
    editor.store.setState({ readOnly: other !== null || isForbidden });
  }, [editor, other, isForbidden]);
  return {
    other,
    async takeOver() {
      // A beat that is under way would tell afterwards who held the draft before.
      await queryClient.cancelQueries({ queryKey: keys.holder(flow) });
      queryClient.setQueryData(keys.holder(flow), await designerApi.hold(flow, { editor: me(), take: true }));
    },
  };
}

/**
 * Whoever closes the page, or goes elsewhere, lets go at once: colleagues need not wait for the hold to lapse. Of the page, not of the
 * drawing in it: that begins anew after a take-over, and must not lose what was just taken.
 */
export function useLettingGo(flow: string): void {
  const may = mayEdit(useSession().data);
  useEffect(() => {
    if (!may) return;
    const siblings = siblingTabs(flow);
    const leave = (closing: boolean) => {
      siblings.bye();
      if (!siblings.any()) void designerApi.letGo(flow, browserEditor().id, closing).catch(() => {});
    };
    // Nobody can say whether a page closes or is loaded again: then it must not lose what it held to whoever waits for it.
    const hide = () => leave(true);
    // A page that comes back from the browser's cache holds again.
    const back = ({ persisted }: PageTransitionEvent) => {
      if (!persisted) return;
      siblings.hello();
      void queryClient.invalidateQueries({ queryKey: keys.holder(flow) });
    };
    window.addEventListener("pagehide", hide);
    window.addEventListener("pageshow", back);
    return () => {
      window.removeEventListener("pagehide", hide);
      window.removeEventListener("pageshow", back);
      leave(false);
      siblings.close();
    };
  }, [flow, may]);
}

const mayEdit = (session: ReturnType<typeof useSession>["data"]): boolean =>
  session?.permissions.includes("flows.edit") === true;
