/** A short palette at the pointer: after dropping a line on empty canvas, or on Tab after the selected node. */
import type { NodeKind } from "@switchyard/flow";
import { Input, type InputRef } from "antd";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shell/workspace.ts";
import { kindIcons } from "../canvas/kind-icons.ts";
import { useDrawing } from "../drawing.ts";
import { addAfter, addNode, freePlace, type Point } from "../editor/commands.ts";
import { freshId } from "../editor/ids.ts";
import { matchesSearch, offered } from "./families.ts";
import styles from "./Palette.module.css";

export interface QuickAddPlace {
  screen: Point;
  at: Point;
  /** The port to connect from; without a port the node's first free one is taken. */
  from: { id: string; port: string | null };
}

const choices = offered.filter((spec) => spec.hasInput);

export function QuickAdd({ place, onClose }: { place: QuickAddPlace; onClose: () => void }) {
  const { editor, canvas } = useDrawing();
  const { t } = useTranslation();
  const format = useFormat();
  const [search, setSearch] = useState("");
  const [active, setActive] = useState(0);
  const field = useRef<InputRef>(null);
  const box = useRef<HTMLDivElement>(null);
  const found = choices.filter((spec) => matchesSearch(spec, search));
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) onClose();
    };
    window.addEventListener("pointerdown", outside, true);
    return () => window.removeEventListener("pointerdown", outside, true);
  }, [onClose]);

  function add(kind: NodeKind) {
    const document = editor.store.getState().document;
    const { id, port } = place.from;
    const added = port === null ? addAfter(document, id, kind) : addNode(document, kind, freePlace(document, place.at));
    if (!added) return onClose();
    const { operation } = added;
    const line = port === null ? [] : [{ id: freshId("e"), from: id, port, to: added.id }];
    const joined = operation.type === "add_nodes" ? { ...operation, edges: [...operation.edges, ...line] } : operation;
    if (editor.apply(joined)) canvas.select({ nodes: [added.id] });
    onClose();
  }

  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const kind = found[active]?.kind;
    if (event.key === "Escape") onClose();
    else if (event.key === "ArrowDown") setActive((active + 1) % Math.max(found.length, 1));
    else if (event.key === "ArrowUp") setActive((active + found.length - 1) % Math.max(found.length, 1));
    else if (event.key === "Enter" && kind) add(kind);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const left = Math.min(place.screen.x, window.innerWidth - 248);
  const top = Math.min(place.screen.y, window.innerHeight - 340);
  return (
    <div ref={box} className={styles.quick} style={{ left, top }} role="dialog" aria-label={t("palette.quick")}>
      <Input
        ref={field}
        placeholder={t("palette.search")}
        aria-label={t("palette.search")}
        value={search}
        onKeyDown={press}
        onChange={(event) => {
          setSearch(event.target.value);
          setActive(0);
        }}
      />
      <div className={styles.options} role="listbox" aria-label={t("palette.label")}>
        {found.map((spec, index) => {
          const Icon = kindIcons[spec.kind];
          return (
            <button
              key={spec.kind}
              type="button"
              role="option"
              aria-selected={index === active}
              className={styles.item}
              data-family={spec.family}
              data-active={index === active || undefined}
              onClick={() => add(spec.kind)}
            >
              <span className={styles.icon} aria-hidden>
                <Icon aria-hidden />
              </span>
              {format.text(spec.label)}
            </button>
          );
        })}
      </div>
    </div>
  );
}
