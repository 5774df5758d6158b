/** Plays the script whenever it changes, and lays the moment that is looked at over the canvas. */
import type { Moment, Run } from "@switchyard/engine";
import { useCallback, useEffect } from "react";
import { useStore } from "zustand";
import { useFormat } from "../../shell/workspace.ts";
import type { Format } from "../../words/format.ts";
import type { WaitMark } from "../canvas/overlay.ts";
import { designerApi } from "../designer-api.ts";
import { useDrawing } from "../drawing.ts";
import { useActions } from "../use-actions.ts";
import { momentTrail } from "./moment-trail.ts";

/** Answers how to run again what is there. */
export function useRun(flow: string): () => void {
  const { editor, overlay, trial } = useDrawing();
  const format = useFormat();
  const actions = useActions();
  const script = useStore(trial.store, (state) => state.script);
  const moment = useStore(trial.store, ({ run, moment }) => run?.moments[moment]);

  const play = useCallback(async () => {
    const { script: played } = trial.store.getState();
    if (played === null) return;
    trial.store.setState({ busy: true, failure: null });
    try {
      await editor.flush();
      const { run } = await designerApi.tryScript(flow, { script: played });
      if (trial.store.getState().script !== played) return;
      trial.store.setState(({ run: before, moment: at }) => {
        const isLonger = before === null || run.moments.length > before.moments.length;
        return { run, stale: false, moment: isLonger ? lastEvent(run) : Math.min(at, run.moments.length - 1) };
      });
    } catch (failure) {
      if (trial.store.getState().script === played) trial.store.setState({ failure, run: null });
    } finally {
      trial.store.setState({ busy: false });
    }
  }, [flow, editor, trial]);

  useEffect(() => {
    if (script !== null) void play();
  }, [script, play]);

  useEffect(() => {
    if (moment === undefined) return overlay.setState({ trail: null, waiting: null });
    overlay.setState({
      counts: null,
      trail: momentTrail(moment, editor.store.getState().document, format),
      waiting: waitMarks(moment, format),
    });
    actions.reveal(moment.nodes);
  }, [moment, editor, overlay, format, actions]);
  useEffect(() => () => overlay.setState({ trail: null, waiting: null }), [overlay]);
  return play;
}

/** The newest moment at which something happened: a wait's own end says nothing. */
function lastEvent({ moments }: Run): number {
  const found = moments.findLastIndex(({ happenings, explanations }) => happenings.length + explanations.length > 0);
  return Math.max(found, 0);
}

function waitMarks({ waiting }: Moment, format: Format): ReadonlyMap<string, WaitMark> {
  const marks = new Map<string, WaitMark>();
  for (const { node, keys, due } of waiting) {
    if (node === null) continue;
    const known = marks.get(node);
    const until = due === null ? null : format.dateTime(due).slice(5);
    // The soonest comes first.
    marks.set(node, { keys: [...new Set([...(known?.keys ?? []), ...keys])], until: known?.until ?? until });
  }
  return marks;
}
