/** 操作台: one field and three buttons, for whoever packs. A scanner types and Enter finds; fits a phone. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Input, type InputRef } from "antd";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "../shell/query.ts";
import { Screen } from "../shell/Screen.tsx";
import { useMay } from "../shell/session.ts";
import { Failure, Loading, Refused } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Desk.module.css";
import { stoppedBy, theOne } from "./desk.ts";
import { FlagDialog } from "./FlagDialog.tsx";
import { type OrderRow, ordersApi } from "./orders-api.ts";
import { standingQuery } from "./Standing.tsx";
import { useStateName } from "./use-state-name.ts";

const TASKS = ["find", "label", "flag"] as const;
type Task = (typeof TASKS)[number];
/** By a key too: hands are at the scanner. */
const KEYS: Record<string, Task> = { F2: "label", F9: "flag" };
const SHOWN = 10;

type Order = Pick<OrderRow, "id" | "external_id">;
interface Asked {
  scanned: string;
  task: Task;
}

export function DeskPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayFlag = useMay("orders.flag");
  const field = useRef<InputRef>(null);
  const [text, setText] = useState("");
  /** The order that buttons are about, by what was scanned. */
  const [open, setOpen] = useState<{ scanned: string; order: Order } | null>(null);
  const [flagging, setFlagging] = useState<Order | null>(null);
  const [said, setSaid] = useState("");
  /** What was scanned last: an answer to anything before it is late. */
  const sent = useRef("");

  const act = (order: Order, { scanned, task }: Asked) => {
    setOpen({ scanned, order });
    if (task === "flag") setFlagging(order);
    else if (task === "label")
      void navigate({ to: "/orders/$orderId/label", params: { orderId: order.id }, search: { print: true } });
  };
  const find = useMutation({
    mutationFn: async (asked: Asked) => (await ordersApi.orders({ q: asked.scanned, limit: SHOWN })).items,
    onSuccess(items, asked) {
      if (asked.scanned !== sent.current) return;
      const one = theOne(items, asked.scanned);
      if (one !== null) act(one, asked);
    },
  });
  const start = (task: Task) => {
    const scanned = text.trim();
    setSaid("");
    field.current?.focus();
    field.current?.select();
    if (scanned === "") return;
    if (open?.scanned === scanned && task !== "find") return act(open.order, { scanned, task });
    sent.current = scanned;
    setOpen(null);
    find.mutate({ scanned, task });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const task = KEYS[event.key];
    if (task === undefined || (task === "flag" && !mayFlag)) return;
    event.preventDefault();
    start(task);
  };
  const several = open === null && find.data !== undefined && find.data.length > 1 ? find.data : [];
  return (
    <Screen title={t("desk.title")} hint={t("desk.hint")} bare>
      <div className={styles.page}>
        <section className={styles.card} aria-label={t("desk.title")} onKeyDown={onKeyDown}>
          <Input
            ref={field}
            size="large"
            autoFocus
            autoComplete="off"
            aria-label={t("desk.number")}
            placeholder={t("desk.number")}
            value={text}
            onFocus={({ target }) => target.select()}
            onChange={({ target }) => setText(target.value)}
            onPressEnter={({ nativeEvent }) => {
              if (!nativeEvent.isComposing) start("find");
            }}
          />
          <div className={styles.three}>
            {TASKS.filter((task) => task !== "flag" || mayFlag).map((task) => (
              <Button
                key={task}
                type={task === "find" ? "primary" : "default"}
                danger={task === "flag"}
                loading={find.isPending && find.variables.task === task}
                onClick={() => start(task)}
              >
                <span>
                  {t(`desk.${task}`)}
                  <kbd>{t(`desk.key.${task}`)}</kbd>
                </span>
              </Button>
            ))}
          </div>
          <Refused error={find.error} />
        </section>
        <p className={styles.said} role="status" data-testid="desk-said">
          {find.data?.length === 0 ? t("desk.none", { scanned: find.variables?.scanned }) : said}
        </p>
        {several.length === 0 ? null : (
          <section className={styles.card} aria-label={t("desk.several")}>
            <p>{t("desk.several")}</p>
            <ul className={styles.list}>
              {several.map((one) => (
                <li key={one.id}>
                  <Button onClick={() => find.variables && act(one, find.variables)}>
                    {[one.external_id, one.source, one.po_no].filter(Boolean).join(" · ")}
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        )}
        {open === null ? null : <Shown id={open.order.id} />}
      </div>
      {flagging === null ? null : (
        <FlagDialog
          order={flagging}
          onClose={() => setFlagging(null)}
          onDone={(reason) => {
            setSaid(t("desk.flagged", { order: flagging.external_id, reason }));
            setFlagging(null);
          }}
        />
      )}
    </Screen>
  );
}

/** What a packer needs of an order, and whether it may leave. */
function Shown({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const stateName = useStateName();
  const mayOpen = useMay("outbox.read");
  const found = useQuery({ queryKey: keys.order(id), queryFn: ({ signal }) => ordersApi.order(id, signal) });
  const standing = useQuery(standingQuery(id)).data;
  if (found.isPending) return <Loading isPart />;
  if (found.isError) return <Failure of={found} />;
  const { order, decision } = found.data;
  const stop = standing === undefined ? null : stoppedBy(standing);
  const due = order.due_date ?? (order.due_at === undefined ? null : format.dateTime(order.due_at));
  return (
    <section className={styles.card} aria-label={order.external_id} data-testid="desk-order">
      <h2>
        {mayOpen ? (
          <Link to="/orders/$orderId" params={{ orderId: id }}>
            {order.external_id}
          </Link>
        ) : (
          order.external_id
        )}
      </h2>
      {stop === null ? null : <p className={styles.stopped}>{t(`desk.stopped.${stop}`)}</p>}
      <p>
        {[order.buyer_name, order.status && stateName(order.status), decision?.destination?.name]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {order.lines.map((line) => (
        <p key={line.line_no}>
          {[line.style_code ?? line.sku, line.name, line.color, line.size].filter(Boolean).join(" ")} ×{" "}
          {format.number(line.qty)}
        </p>
      ))}
      <p className="quiet">
        {due === null ? t("desk.noDue") : t("desk.due", { day: due })}
        {" · "}
        {order.tracking_no ? [order.carrier, order.tracking_no].filter(Boolean).join(" ") : t("desk.noTracking")}
      </p>
    </section>
  );
}
