/** A short palette at the pointer: after dropping a line on empty canvas, on Tab after the selected node, on a line. */
import type { NodeKind, Operation, PortSpec } from "@switchyard/flow";
import { Input, type InputRef } from "antd";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useFormat } from "../../shell/workspace.ts";
import type { AddPlace, AddTarget } from "../asked.ts";
import { kindIcons } from "../canvas/kind-icons.ts";
import { type Drawing, useDrawing } from "../drawing.ts";
import { type Added, addAfter, addNode, freePlace, insertOnEdge } from "../editor/commands.ts";
import { freePort, portsOf } from "../editor/connect.ts";
import { freshId } from "../editor/ids.ts";
import { useActions } from "../use-actions.ts";
import { matchesSearch, offered } from "./families.ts";
import styles from "./Palette.module.css";

const joinable = offered.filter((spec) => spec.hasInput);

function addedAt({ editor }: Drawing, target: AddTarget, kind: NodeKind): Added | null {
  const document = editor.store.getState().document;
  switch (target.type) {
    case "after":
      return addAfter(document, target.node, kind, target.port);
    case "edge":
      return insertOnEdge(document, target.edge, kind);
    case "place":
      return addNode(document, kind, freePlace(document, target.at));
    case "port": {
      const added = addNode(document, kind, freePlace(document, target.at));
      const line = { id: freshId("e"), from: target.node, port: target.port, to: added.id };
      const operation: Operation = {
        type: "batch",
        operations: [added.operation, { type: "add_edges", edges: [line] }],
      };
      return { id: added.id, operation };
    }
  }
}

/** The way out that the new node will stand behind, where a node has several. */
function wayOut({ editor }: Drawing, target: AddTarget): PortSpec | undefined {
  if (target.type !== "after" && target.type !== "port") return undefined;
  const document = editor.store.getState().document;
  const node = document.nodes.find(({ id }) => id === target.node);
  if (node === undefined || portsOf(node).length < 2) return undefined;
  return target.port === undefined ? freePort(document, node) : portsOf(node).find(({ id }) => id === target.port);
}

export function QuickAdd() {
  const { asked } = useDrawing();
  const place = useStore(asked, (state) => state.add);
  return place ? <Asking key={`${place.screen.x} ${place.screen.y}`} place={place} /> : null;
}

function Asking({ place }: { place: AddPlace }) {
  const drawing = useDrawing();
  const { t } = useTranslation();
  const format = useFormat();
  const actions = useActions();
  const [search, setSearch] = useState("");
  const [active, setActive] = useState(0);
  const list = useId();
  const field = useRef<InputRef>(null);
  const box = useRef<HTMLDivElement>(null);
  const { asked } = drawing;
  const choices = place.target.type === "place" ? offered : joinable;
  const found = choices.filter((spec) => matchesSearch(spec, search));
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) asked.setState({ add: null });
    };
    window.addEventListener("pointerdown", outside, true);
    return () => window.removeEventListener("pointerdown", outside, true);
  }, [asked]);

  function add(kind: NodeKind) {
    const added = addedAt(drawing, place.target, kind);
    asked.setState({ add: null });
    if (!added || !drawing.editor.apply(added.operation)) return;
    actions.show(added.id);
    actions.focusCanvas();
  }

  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const kind = found[active]?.kind;
    if (event.key === "Escape") {
      asked.setState({ add: null });
      actions.focusCanvas();
    } else if (event.key === "ArrowDown" || (event.key === "Tab" && !event.shiftKey))
      setActive((active + 1) % Math.max(found.length, 1));
    else if (event.key === "ArrowUp" || event.key === "Tab")
      setActive((active + found.length - 1) % Math.max(found.length, 1));
    else if (event.key === "Enter" && kind) add(kind);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const from = wayOut(drawing, place.target);
  const left = Math.max(8, Math.min(place.screen.x, window.innerWidth - 248));
  const top = Math.max(8, Math.min(place.screen.y, window.innerHeight - 340));
  return (
    <div ref={box} className={styles.quick} style={{ left, top }} role="dialog" aria-label={t("palette.quick")}>
      {from ? <p className={styles.from}>{t("palette.from", { port: format.text(from.label) })}</p> : null}
      <Input
        ref={field}
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={found[active] ? `${list}-${found[active].kind}` : undefined}
        placeholder={t("palette.search")}
        aria-label={t("palette.search")}
        value={search}
        onKeyDown={press}
        onChange={(event) => {
          setSearch(event.target.value);
          setActive(0);
        }}
      />
      {found.length === 0 ? <p className={styles.none}>{t("palette.none", { search })}</p> : null}
      <div id={list} className={styles.options} role="listbox" tabIndex={-1} aria-label={t("palette.label")}>
        {found.map((spec, index) => {
          const Icon = kindIcons[spec.kind];
          return (
            <button
              key={spec.kind}
              id={`${list}-${spec.kind}`}
              ref={(option) => {
                if (index === active) option?.scrollIntoView({ block: "nearest" });
              }}
              type="button"
              role="option"
              tabIndex={-1}
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
