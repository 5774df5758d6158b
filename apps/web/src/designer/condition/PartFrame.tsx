/** A part of a condition that can be taken by its handle and put elsewhere: by mouse, or with Alt and the arrows. */

import { HolderOutlined } from "@ant-design/icons";
import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "../drawing.ts";
import styles from "./ConditionEditor.module.css";
import { moveTo, type Path, type Slot, type Step, stepPart } from "./tree.ts";
import { useTreeEdit } from "./tree-edit.ts";

const STEPS: Record<string, Step> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };
const PART = "condition-part";

/** Conditions of other nodes and cases may be on screen: a part stays in its own. */
const draggedFrom = (data: Record<string | symbol, unknown>, tree: symbol): Path | null =>
  data.type === PART && data.tree === tree ? (data.path as Path) : null;

interface PartFrameProps {
  path: Path;
  /** A group without parts takes what is dropped anywhere on it. */
  emptyGroup?: boolean;
  label: string;
  className: string | undefined;
  testId?: string;
  children: ReactNode;
}

export function PartFrame({ path, emptyGroup = false, label, className, testId, children }: PartFrameProps) {
  const { t } = useTranslation();
  const readOnly = useEditor((state) => state.readOnly);
  const edit = useTreeEdit();
  const frame = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLButtonElement>(null);
  const [over, setOver] = useState<"above" | "below" | "inside" | null>(null);
  const at = path.join(".");

  useEffect(() => {
    const element = frame.current;
    if (!element || readOnly) return;
    const here = at === "" ? [] : at.split(".").map(Number);
    const sideOf = (y: number) => {
      if (emptyGroup) return "inside" as const;
      const box = element.getBoundingClientRect();
      return y < box.top + box.height / 2 ? ("above" as const) : ("below" as const);
    };
    const slotAt = (side: "above" | "below" | "inside"): Slot => {
      const index = here.at(-1) ?? 0;
      return side === "inside"
        ? { parent: here, index: 0 }
        : { parent: here.slice(0, -1), index: index + (side === "below" ? 1 : 0) };
    };
    const innermost = (targets: readonly { element: Element }[]) => targets[0]?.element === element;
    const stops = [
      dropTargetForElements({
        element,
        canDrop: ({ source, input }) => {
          const from = draggedFrom(source.data, edit.tree);
          return from !== null && moveTo(edit.root(), from, slotAt(sideOf(input.clientY))) !== null;
        },
        onDrag: ({ location }) => {
          const { input, dropTargets } = location.current;
          setOver(innermost(dropTargets) ? sideOf(input.clientY) : null);
        },
        onDragLeave: () => setOver(null),
        onDrop: ({ source, location }) => {
          setOver(null);
          const from = draggedFrom(source.data, edit.tree);
          if (from === null || !innermost(location.current.dropTargets)) return;
          edit.move(moveTo(edit.root(), from, slotAt(sideOf(location.current.input.clientY))));
        },
      }),
    ];
    if (handle.current) {
      const data = { type: PART, tree: edit.tree, path: here };
      stops.push(draggable({ element, dragHandle: handle.current, getInitialData: () => data }));
    }
    return () => {
      for (const stop of stops) stop();
    };
  }, [at, emptyGroup, readOnly, edit]);

  function press(event: KeyboardEvent) {
    const step = STEPS[event.key];
    if (!event.altKey || !step) return;
    event.preventDefault();
    event.stopPropagation();
    edit.move(stepPart(edit.root(), path, step));
  }
  return (
    <div ref={frame} className={className} data-part={at} data-over={over ?? undefined} data-testid={testId}>
      {readOnly ? null : (
        <button
          ref={handle}
          type="button"
          data-handle
          className={styles.handle}
          aria-label={t("condition.drag", { label })}
          title={t("condition.dragHelp")}
          onKeyDown={press}
        >
          <HolderOutlined aria-hidden />
        </button>
      )}
      {children}
    </div>
  );
}
