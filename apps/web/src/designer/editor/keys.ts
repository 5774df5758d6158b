/** Which key does what on the canvas. Pure: the page asks, then acts. */
export type KeyAction =
  | "undo" | "redo" | "duplicate" | "select_all" | "save" | "find" | "delete" | "add_after" | "open" | "escape"
  | "rename" | "left" | "right" | "up" | "down" | "walk_left" | "walk_right" | "walk_up" | "walk_down"
  | "extend_left" | "extend_right" | "extend_up" | "extend_down" | "pan_left" | "pan_right" | "pan_up" | "pan_down"
  | "zoom_reset" | "zoom_in" | "zoom_out" | "fit" | "help" | "menu" | "sentence"; // biome-ignore format: a word list

export interface KeyLike {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
  isComposing?: boolean;
  keyCode?: number;
}

export interface KeyContext {
  /** A text field, list or dialog has the focus. */
  inField: boolean;
  /** The canvas, or nothing at all, has the focus (not a button elsewhere). */
  onCanvas: boolean;
  hasSelection: boolean;
}

const arrows: Record<string, "left" | "right" | "up" | "down"> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** While an input method composes, Enter and Esc belong to it. 229 is what browsers report for its keys. */
const composing = (event: KeyLike) => event.isComposing === true || event.keyCode === 229;

function withControl(event: KeyLike, context: KeyContext): KeyAction | null {
  const arrow = arrows[event.key];
  if (arrow) return context.onCanvas ? `pan_${arrow}` : null;
  switch (event.key.toLowerCase()) {
    case "z":
      return event.shiftKey ? "redo" : "undo";
    case "y":
      return "redo";
    case "d":
      return "duplicate";
    case "a":
      return "select_all";
    case "s":
      return "save";
    case "f":
      return "find";
    default:
      return null;
  }
}

function plain(event: KeyLike, context: KeyContext): KeyAction | null {
  const arrow = arrows[event.key];
  if (arrow) {
    if (!context.onCanvas) return null;
    if (event.altKey || !context.hasSelection) return `walk_${arrow}`;
    return event.shiftKey ? `extend_${arrow}` : arrow;
  }
  if (event.altKey) return null;
  switch (event.key) {
    case "Delete":
    case "Backspace":
      return context.hasSelection ? "delete" : null;
    case "Tab":
      return context.onCanvas && context.hasSelection && !event.shiftKey ? "add_after" : null;
    case "Enter":
      return context.onCanvas && context.hasSelection ? "open" : null;
    case "Escape":
      return "escape";
    case "F2":
      return context.hasSelection ? "rename" : null;
    case "ContextMenu":
      return context.onCanvas ? "menu" : null;
    case "F10":
      return event.shiftKey && context.onCanvas ? "menu" : null;
    case "+":
    case "=":
      return "zoom_in";
    case "-":
      return "zoom_out";
    case "0":
      return "zoom_reset";
    case "1":
      return "fit";
    case "?":
    case "\uff1f": // the full-width one of Chinese keyboards
      return "help";
    case "/":
    case "\u3001": // what that key gives on Chinese keyboards
      return "sentence";
    default:
      return null;
  }
}

export function keyAction(event: KeyLike, context: KeyContext): KeyAction | null {
  if (composing(event) || context.inField) return null;
  return event.ctrlKey || event.metaKey ? withControl(event, context) : plain(event, context);
}
