import { describe, expect, it } from "vitest";
import { type KeyContext, type KeyLike, keyAction } from "./keys.ts";

const canvas: KeyContext = { inField: false, onCanvas: true, hasSelection: true };
const key = (name: string, with_: Partial<KeyLike> = {}): KeyLike => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...with_,
});
const ctrl = { ctrlKey: true };

describe("keys on the canvas", () => {
  it.each([
    [key("z", ctrl), "undo"],
    [key("Z", { ...ctrl, shiftKey: true }), "redo"],
    [key("y", ctrl), "redo"],
    [key("z", { metaKey: true }), "undo"],
    [key("d", ctrl), "duplicate"],
    [key("a", ctrl), "select_all"],
    [key("s", ctrl), "save"],
    [key("f", ctrl), "find"],
    [key("Delete"), "delete"],
    [key("Backspace"), "delete"],
    [key("Tab"), "add_after"],
    [key("Enter"), "open"],
    [key("Escape"), "escape"],
    [key("F2"), "rename"],
    [key("ArrowLeft"), "left"],
    [key("ArrowLeft", { altKey: true }), "walk_left"],
    [key("ArrowUp", { shiftKey: true }), "extend_up"],
    [key("ArrowDown", ctrl), "pan_down"],
    [key("ContextMenu"), "menu"],
    [key("F10", { shiftKey: true }), "menu"],
    [key("+", { shiftKey: true }), "zoom_in"],
    [key("-"), "zoom_out"],
    [key("0"), "zoom_reset"],
    [key("1"), "fit"],
    [key("?", { shiftKey: true }), "help"],
    [key("\uff1f", { shiftKey: true }), "help"],
  ])("%o is %s", (event, action) => {
    expect(keyAction(event, canvas)).toBe(action);
  });

  it("nothing fires while an input method is composing", () => {
    for (const name of ["Enter", "Escape", "Backspace", "1", "Tab"]) {
      expect(keyAction(key(name, { isComposing: true }), canvas)).toBeNull();
      expect(keyAction(key(name, { keyCode: 229 }), canvas)).toBeNull();
    }
  });

  it("nothing fires while a field has the focus", () => {
    const field = { ...canvas, inField: true };
    for (const event of [key("Delete"), key("z", ctrl), key("s", ctrl), key("1"), key("?"), key("Escape")]) {
      expect(keyAction(event, field)).toBeNull();
    }
  });

  it("arrows select when nothing is selected, and Tab goes on as usual", () => {
    const nothing = { ...canvas, hasSelection: false };
    expect(keyAction(key("ArrowRight"), nothing)).toBe("walk_right");
    expect(keyAction(key("Tab"), nothing)).toBeNull();
    expect(keyAction(key("Tab", { shiftKey: true }), canvas)).toBeNull();
  });

  it("on a button, Enter, Tab and arrows belong to the button", () => {
    const button = { ...canvas, onCanvas: false };
    for (const name of ["Enter", "Tab", "ArrowDown"]) expect(keyAction(key(name), button)).toBeNull();
  });
});
