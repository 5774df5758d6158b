/** Arrow keys go from row to row, Enter opens the order; the buttons of a row come next by Tab. */
import { Link, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "../shell/Confirm.tsx";
import { Instant } from "../shell/Instant.tsx";
import { May } from "../shell/May.tsx";
import type { TodoAction, TodoRow } from "./rows.ts";
import styles from "./Todo.module.css";

interface TodoTableProps {
  rows: readonly TodoRow[];
  busy: boolean;
  onAct: (action: TodoAction) => void;
}

export function TodoTable({ rows, busy, onAct }: TodoTableProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  function onKey(event: KeyboardEvent<HTMLLIElement>, row: TodoRow) {
    if (event.target !== event.currentTarget) return;
    const step =
      event.key === "ArrowDown" ? "nextElementSibling" : event.key === "ArrowUp" ? "previousElementSibling" : null;
    if (step !== null) {
      event.preventDefault();
      const other = event.currentTarget[step];
      if (other instanceof HTMLElement) other.focus();
    } else if (event.key === "Enter" && row.order !== null) {
      void navigate({ to: "/orders/$orderId", params: { orderId: row.order.id } });
    }
  }
  return (
    <ul className={styles.list} data-testid="todo">
      {rows.map((row) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys go from row to row
        <li key={row.key} tabIndex={0} className={styles.row} onKeyDown={(event) => onKey(event, row)}>
          <div className={styles.what}>
            <strong>{row.title}</strong>
            {row.order === null ? null : (
              <Link to="/orders/$orderId" params={{ orderId: row.order.id }}>
                {row.order.text}
              </Link>
            )}
            {row.detail === "" ? null : <small>{row.detail}</small>}
          </div>
          <div className={styles.when}>
            {row.since === 0 ? null : (
              <span>
                {t("todo.since")} <Instant at={row.since} />
              </span>
            )}
            {row.due === null ? null : (
              <span>
                {t("todo.due")} <Instant at={row.due} />
              </span>
            )}
          </div>
          <div className={styles.actions}>
            {row.actions.map((action, place) => (
              <May key={action.label} permission={action.needs ?? "orders.act"}>
                <Act action={action} isFirst={place === 0} busy={busy} onAct={onAct} />
              </May>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

interface ActProps {
  action: TodoAction;
  isFirst: boolean;
  busy: boolean;
  onAct: (action: TodoAction) => void;
}
function Act({ action, isFirst, busy, onAct }: ActProps) {
  const { label, ask, danger = false } = action;
  const button = (
    <Button
      size="small"
      danger={danger}
      disabled={busy}
      type={isFirst && !danger ? "primary" : "default"}
      ghost={isFirst && !danger}
      onClick={ask === undefined ? () => onAct(action) : undefined}
    >
      {label}
    </Button>
  );
  if (ask === undefined) return button;
  return (
    <Confirm title={ask} okText={label} okButtonProps={{ danger }} onConfirm={() => onAct(action)}>
      {button}
    </Confirm>
  );
}
