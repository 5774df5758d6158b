/** What can be done with what lies under the pointer; by keyboard with the menu key or Shift+F10. */
import { Dropdown, type MenuProps } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { MenuPlace } from "../asked.ts";
import { useDrawing, useEditor } from "../drawing.ts";
import { useActions } from "../use-actions.ts";
import styles from "./FlowCanvas.module.css";

type Item = NonNullable<MenuProps["items"]>[number];

export default function ContextMenu({ onOpen, onRename }: { onOpen: () => void; onRename: () => void }) {
  const { asked } = useDrawing();
  const place = useStore(asked, (state) => state.menu);
  return place ? <Shown key={`${place.screen.x} ${place.screen.y}`} {...{ place, onOpen, onRename }} /> : null;
}

function Shown({ place, onOpen, onRename }: { place: MenuPlace; onOpen: () => void; onRename: () => void }) {
  const { t } = useTranslation();
  const { asked, canvas } = useDrawing();
  const actions = useActions();
  const readOnly = useEditor((state) => state.readOnly);
  const { screen, target } = place;
  const chosen = canvas.store.getState().selection.nodes;
  const [only] = chosen.length === 1 ? chosen : [];
  const close = () => asked.setState({ menu: null });
  const item = (key: string, label: string, act: () => void, keys = ""): Item => ({
    key,
    label: (
      <span className={styles.choice}>
        {label}
        {keys ? <kbd>{keys}</kbd> : null}
      </span>
    ),
    onClick: () => {
      close();
      act();
    },
  });
  const rule = (key: string): Item => ({ type: "divider", key });
  const copy = item("copy", t("menu.copy"), actions.copy, "Ctrl C");
  const onNodes: Item[] = [
    ...(only
      ? [
          item("open", t("menu.open"), onOpen, "Enter"),
          item("rename", t("menu.rename"), onRename, "F2"),
          item("after", t("menu.addAfter"), () => actions.askAfter(only), "Tab"),
          rule("a"),
        ]
      : []),
    copy,
    item("cut", t("menu.cut"), actions.cut, "Ctrl X"),
    item("duplicate", t("menu.duplicate"), actions.duplicate, "Ctrl D"),
    ...(chosen.length > 1
      ? [
          rule("b"),
          ...(["left", "top", "across", "down"] as const).map((how) =>
            item(how, t(`arrange.${how}`), () => actions.arrange(how)),
          ),
        ]
      : []),
    rule("c"),
    item("remove", t("menu.remove"), actions.remove, "Delete"),
  ];
  const items: Item[] = (() => {
    switch (target.type) {
      case "nodes":
        return readOnly ? [copy] : onNodes;
      case "edge":
        return readOnly
          ? []
          : [
              item("insert", t("menu.insert"), () =>
                asked.setState({ add: { screen, target: { type: "edge", edge: target.edge } } }),
              ),
              item("remove", t("menu.removeEdge"), actions.remove, "Delete"),
            ];
      case "canvas":
        return [
          ...(readOnly
            ? []
            : [
                item("add", t("menu.addHere"), () =>
                  asked.setState({ add: { screen, target: { type: "place", at: target.at } } }),
                ),
                item("paste", t("menu.paste"), () => void actions.paste(), "Ctrl V"),
                rule("a"),
                item("tidy", t("menu.tidy"), actions.tidy),
              ]),
          item("all", t("menu.selectAll"), actions.selectAll, "Ctrl A"),
          item("fit", t("menu.fit"), actions.fit, "1"),
        ];
    }
  })();
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (!(event.target instanceof Element && event.target.closest(".ant-dropdown"))) asked.setState({ menu: null });
    };
    const leave = (event: KeyboardEvent) => {
      if (event.key === "Escape") asked.setState({ menu: null });
    };
    window.addEventListener("pointerdown", outside, true);
    window.addEventListener("keydown", leave, true);
    return () => {
      window.removeEventListener("pointerdown", outside, true);
      window.removeEventListener("keydown", leave, true);
    };
  }, [asked]);
  if (items.length === 0) return null;
  return (
    <Dropdown
      open
      autoFocus
      trigger={[]}
      menu={{ items, "aria-label": t("menu.label") }}
      onOpenChange={(open) => {
        if (!open) close();
      }}
    >
      <span className={styles.menuAt} style={{ left: screen.x, top: screen.y }} aria-hidden />
    </Dropdown>
  );
}
