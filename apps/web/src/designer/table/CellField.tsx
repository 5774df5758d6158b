/**
 * The field over the active cell. It has the focus all the time, so that typing begins an edit with any input method; while nothing
 * is being typed it is see-through and keys walk the grid.
 */
import { type ClipboardEvent, type KeyboardEvent, type Ref, useEffect, useRef, useState } from "react";
import styles from "./Table.module.css";

export type Leave = "down" | "right" | "left" | "stay";

interface CellFieldProps {
  inputRef: Ref<HTMLInputElement>;
  label: string;
  describedBy: string;
  place: { left: number; top: number; width: number; height: number };
  /** The cell's text, for editing it. */
  text: string;
  /** What was typed so far; null: not editing. */
  draft: string | null;
  options: readonly string[] | null;
  problem: string | null;
  readOnly: boolean;
  onDraft: (draft: string | null) => void;
  onCommit: (text: string, leave: Leave) => void;
  onKey: (event: KeyboardEvent) => void;
  onCopy: (event: ClipboardEvent, cut: boolean) => void;
  onPaste: (event: ClipboardEvent) => void;
}

const LEAVES: Record<string, Leave> = { Enter: "down", Tab: "right" };

export function CellField(props: CellFieldProps) {
  const { draft, options, problem, onDraft, onCommit } = props;
  const [active, setActive] = useState(-1);
  const left = useRef(false);
  const editing = draft !== null;
  const typed = (draft ?? "").trim().toLowerCase();
  const untouched = draft === props.text;
  const found =
    editing && options ? options.filter((one) => untouched || one.toLowerCase().includes(typed)).slice(0, 50) : [];
  useEffect(() => setActive(typed !== "" && !untouched && options ? 0 : -1), [typed, untouched, options]);
  useEffect(() => {
    left.current = !editing;
  }, [editing]);

  function finish(text: string, leave: Leave) {
    left.current = true;
    onCommit(text, leave);
  }

  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (draft === null) return props.onKey(event);
    const leave = LEAVES[event.key];
    if (leave) finish(found[active] ?? draft, leave === "right" && event.shiftKey ? "left" : leave);
    else if (event.key === "Escape") {
      left.current = true;
      onDraft(null);
    } else if (event.key === "ArrowDown" && found.length > 0) setActive((active + 1) % found.length);
    else if (event.key === "ArrowUp" && found.length > 0) setActive((active + found.length - 1) % found.length);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className={styles.active} style={props.place} data-editing={editing || undefined}>
      <input
        ref={props.inputRef}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        aria-invalid={problem !== null || undefined}
        autoComplete="off"
        spellCheck={false}
        readOnly={props.readOnly}
        data-testid="cell-field"
        value={draft ?? ""}
        onChange={(event) => onDraft(event.target.value)}
        onKeyDown={press}
        onDoubleClick={() => editing || props.readOnly || onDraft(props.text)}
        onBlur={() => {
          if (draft !== null && !left.current) finish(draft, "stay");
        }}
        onCopy={(event) => editing || props.onCopy(event, false)}
        onCut={(event) => editing || props.onCopy(event, true)}
        onPaste={(event) => editing || props.onPaste(event)}
      />
      {found.length > 0 ? (
        <ul className={styles.options}>
          {found.map((one, index) => (
            <li key={one}>
              <button
                type="button"
                tabIndex={-1}
                data-active={index === active || undefined}
                onPointerDown={(event) => {
                  event.preventDefault();
                  finish(one, "stay");
                }}
              >
                {one}
              </button>
            </li>
          ))}
        </ul>
      ) : problem ? (
        <p className={styles.bubble} role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  );
}
