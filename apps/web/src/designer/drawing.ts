/** One open drawing: its editor, what the canvas shows of it, what lies over it. Screens share it through context. */
import type { Finding as XrayFinding } from "@switchyard/analysis";
import type { Finding } from "@switchyard/flow";
import { createContext, useContext, useMemo } from "react";
import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import { type Asked, createAsked } from "./asked.ts";
import { type CanvasStore, createCanvas } from "./canvas/canvas-store.ts";
import { createOverlay, type Overlay, type OverlayState } from "./canvas/overlay.ts";
import { createEditor, type Editor, type EditorOptions, type EditorState } from "./editor/editor.ts";
import { createTrial, type Trial } from "./try/trial.ts";
import { openWorker } from "./xray/open-worker.ts";
import type { TryOut } from "./xray/witness.ts";
import { createXray, type Xray, type XrayState } from "./xray/xray.ts";

export interface Drawing {
  /** Id of the flow that is drawn. */
  flow: string;
  editor: Editor;
  canvas: CanvasStore;
  overlay: Overlay;
  asked: Asked;
  xray: Xray;
  /** An order that 试运行 is to open. */
  tryOut: StoreApi<TryOut | null>;
  /** The script that is tried. */
  trial: Trial;
}

export function createDrawing({ flow, ...options }: EditorOptions & { flow: string }): Drawing {
  const editor = createEditor(options);
  const canvas = createCanvas();
  canvas.sync(options.document);
  editor.store.subscribe((state, before) => {
    if (state.document !== before.document) canvas.sync(state.document);
  });
  const xray = createXray({ open: openWorker });
  const tryOut = createStore<TryOut | null>(() => null);
  const overlay = createOverlay();
  return { flow, editor, canvas, overlay, asked: createAsked(), xray, tryOut, trial: createTrial() };
}

export const DrawingContext = createContext<Drawing | null>(null);

export function useDrawing(): Drawing {
  const drawing = useContext(DrawingContext);
  if (!drawing) throw new Error("useDrawing stands outside a DrawingContext");
  return drawing;
}

export const useEditor = <T>(pick: (state: EditorState) => T): T => useStore(useDrawing().editor.store, pick);
export const useOverlay = <T>(pick: (state: OverlayState) => T): T => useStore(useDrawing().overlay, pick);
/** Everything found about a node: by the checks, and by the X-ray. */
export function useNodeFindings(id: string): readonly (Finding | XrayFinding)[] {
  const checked = useOverlay((state) => state.findings.get(id));
  const seen = useOverlay((state) => state.xray.get(id));
  return useMemo(() => [...(checked ?? []), ...(seen ?? [])], [checked, seen]);
}
export const useXrayState = <T>(pick: (state: XrayState) => T): T => useStore(useDrawing().xray.store, pick);
