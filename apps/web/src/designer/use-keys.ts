/** Keys and the clipboard of the designer. What a key means is decided in editor/keys.ts. */
import { type RefObject, useEffect, useRef } from "react";
import { useDrawing } from "./drawing.ts";
import { clipToText, copyNodes } from "./editor/clipboard.ts";
import { type KeyAction, keyAction } from "./editor/keys.ts";
import { type Direction, walk } from "./editor/walk.ts";
import { useActions } from "./use-actions.ts";

const FIELDS =
  "input, textarea, select, [contenteditable=true], [role=dialog], [role=listbox], [role=menu], [role=combobox]";
const STEP = 8;
const PAN = 96;

const elementOf = (target: EventTarget | null) => (target instanceof Element ? target : null);
/** A field has the focus; or a dialog lies over all, also where the focus has just left its last field. */
const inField = (target: EventTarget | null) =>
  elementOf(target)?.closest(FIELDS) != null || document.querySelector("[aria-modal=true]") !== null;
const onCanvas = (target: EventTarget | null) =>
  target === document.body || elementOf(target)?.closest("[data-testid=canvas]") != null;

export interface KeyTargets {
  openFind(): void;
  openHelp(): void;
  openSentence(): void;
  open(): void;
  rename(): void;
  escape(): void;
}

export function useKeys(targets: KeyTargets): void {
  const drawing = useDrawing();
  const actions = useActions();
  const latest = useRef({ targets, actions });
  latest.current = { targets, actions };
  useEffect(() => listen(drawing, latest), [drawing]);
}

type Latest = RefObject<{ targets: KeyTargets; actions: ReturnType<typeof useActions> }>;

function listen({ editor, canvas }: ReturnType<typeof useDrawing>, latest: Latest): () => void {
  const document = () => editor.store.getState().document;
  const selection = () => canvas.store.getState().selection;

  function step(direction: Direction) {
    const id = walk(document(), selection().nodes[0], direction);
    if (id) latest.current.actions.show(id);
  }

  /** Walks on from the last one chosen, and keeps the others. */
  function extend(direction: Direction) {
    const { nodes } = selection();
    const id = walk(document(), nodes.at(-1), direction);
    if (!id) return;
    canvas.select({ nodes: nodes.includes(id) ? nodes : [...nodes, id] });
    latest.current.actions.reveal([id]);
  }

  function act(action: KeyAction): void {
    const { actions, targets } = latest.current;
    const [first] = selection().nodes;
    const table: Record<KeyAction, () => void> = {
      undo: actions.undo,
      redo: actions.redo,
      duplicate: actions.duplicate,
      select_all: actions.selectAll,
      save: () => void editor.flush(),
      find: targets.openFind,
      delete: actions.remove,
      add_after: () => first && actions.askAfter(first),
      menu: actions.askMenu,
      open: targets.open,
      escape: targets.escape,
      rename: targets.rename,
      left: () => actions.move({ x: -STEP, y: 0 }),
      right: () => actions.move({ x: STEP, y: 0 }),
      up: () => actions.move({ x: 0, y: -STEP }),
      down: () => actions.move({ x: 0, y: STEP }),
      walk_left: () => step("left"),
      walk_right: () => step("right"),
      walk_up: () => step("up"),
      walk_down: () => step("down"),
      extend_left: () => extend("left"),
      extend_right: () => extend("right"),
      extend_up: () => extend("up"),
      extend_down: () => extend("down"),
      pan_left: () => actions.pan({ x: -PAN, y: 0 }),
      pan_right: () => actions.pan({ x: PAN, y: 0 }),
      pan_up: () => actions.pan({ x: 0, y: -PAN }),
      pan_down: () => actions.pan({ x: 0, y: PAN }),
      zoom_in: actions.zoomIn,
      zoom_out: actions.zoomOut,
      zoom_reset: actions.zoomReset,
      fit: actions.fit,
      help: targets.openHelp,
      sentence: targets.openSentence,
    };
    table[action]();
  }

  function press(event: KeyboardEvent) {
    const { nodes, edges } = selection();
    const context = {
      inField: inField(event.target),
      onCanvas: onCanvas(event.target),
      hasSelection: nodes.length + edges.length > 0,
    };
    const action = keyAction(event, context);
    if (!action) return;
    if (action !== "escape") event.preventDefault();
    act(action);
  }

  function copy(event: ClipboardEvent) {
    const chosen = selection().nodes;
    if (inField(event.target) || chosen.length === 0 || window.getSelection()?.isCollapsed === false) return;
    event.clipboardData?.setData("text/plain", clipToText(copyNodes(document(), chosen)));
    event.preventDefault();
    if (event.type === "cut") latest.current.actions.remove();
  }

  function paste(event: ClipboardEvent) {
    if (inField(event.target)) return;
    void latest.current.actions.paste(event.clipboardData?.getData("text/plain") ?? "");
  }

  const stop = new AbortController();
  const options = { signal: stop.signal };
  window.addEventListener("keydown", press, options);
  window.addEventListener("copy", copy, options);
  window.addEventListener("cut", copy, options);
  window.addEventListener("paste", paste, options);
  return () => stop.abort();
}
