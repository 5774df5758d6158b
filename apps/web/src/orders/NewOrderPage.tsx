/** 录单: five fields and nothing else. Enter goes on, Ctrl+Enter saves and empties the form for the next order. */
import { requirementSays, type TypedField, type TypedForm, typedFields } from "@switchyard/orders";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Input } from "antd";
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "../shell/Field.tsx";
import { RequestFailure } from "../shell/request.ts";
import { Screen } from "../shell/Screen.tsx";
import { useMay } from "../shell/session.ts";
import { Empty, Refused } from "../shell/states.tsx";
import { useFormat, useZone } from "../shell/workspace.ts";
import { useActing } from "./acting.ts";
import styles from "./NewOrder.module.css";
import { OutcomeMark } from "./OutcomeMark.tsx";
import { ordersApi } from "./orders-api.ts";
import { dated, EMPTY, judge } from "./typing.ts";

const FIELDS = ["customer", "due", "product", "qty", "requirement"] as const satisfies readonly TypedField[];
const SHOWN = 50;
const isField = (name: string): name is TypedField => (FIELDS as readonly string[]).includes(name);
const idOf = (field: TypedField) => `typed-${field}`;
const focus = (field: TypedField) => document.getElementById(idOf(field))?.focus();

interface Saved {
  form: TypedForm;
  answer: Awaited<ReturnType<typeof ordersApi.type>>;
}

export function NewOrderPage() {
  const { t } = useTranslation();
  const mayWrite = useMay("orders.write");
  const [saved, setSaved] = useState<readonly Saved[]>([]);
  if (!mayWrite) return <Empty title={t("typing.mayNot")} hint={t("typing.mayNotHint")} />;
  const [last, ...before] = saved;
  return (
    <Screen title={t("typing.title")} hint={t("typing.hint")} bare>
      <div className={styles.page}>
        <OrderForm onSaved={(one) => setSaved((all) => [one, ...all].slice(0, SHOWN))} />
        <p className={styles.said} role="status" data-testid="typed-said">
          {last === undefined ? null : <Told saved={last} />}
        </p>
        {before.length === 0 ? null : (
          <section className={styles.card} aria-label={t("typing.before")}>
            <h2>{t("typing.before")}</h2>
            <ul className={styles.list}>
              {before.map((one) => (
                <li key={one.answer.order.id}>
                  <Told saved={one} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Screen>
  );
}

function OrderForm({ onSaved }: { onSaved: (one: Saved) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const zone = useZone();
  const { by } = useActing(undefined);
  const client = useQueryClient();
  const [form, setForm] = useState(EMPTY);
  /** Fields that were left, or all of them once somebody wanted to save: before that nothing is wrong yet. */
  const [seen, setSeen] = useState<ReadonlySet<TypedField>>(new Set());
  /** Fields that a pasted text did not name. */
  const [unread, setUnread] = useState<ReadonlySet<TypedField>>(new Set());
  /** The form's own: sent twice it is one order. */
  const key = useRef(crypto.randomUUID());
  const judged = judge(form, zone);
  const save = useMutation({
    mutationFn: (sent: TypedForm) => ordersApi.type({ ...sent, by, key: key.current }),
    onSuccess(answer, sent) {
      key.current = crypto.randomUUID();
      setForm(EMPTY);
      setSeen(new Set());
      setUnread(new Set());
      onSaved({ form: sent, answer });
      void client.invalidateQueries({ queryKey: ["orders"] });
      focus("customer");
    },
  });
  const submit = () => {
    if (save.isPending) return;
    setSeen(new Set(FIELDS));
    const bad = FIELDS.find((field) => judged.missing.includes(field) || judged.wrong[field] !== undefined);
    if (bad === undefined) save.mutate(dated(form, zone));
    else focus(bad);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing || event.shiftKey) return;
    if (event.target instanceof HTMLButtonElement && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) return submit();
    const place = FIELDS.findIndex((field) => idOf(field) === (event.target as HTMLElement).id);
    const next = FIELDS[place + 1];
    if (next === undefined) document.getElementById("typed-save")?.focus();
    else focus(next);
  };
  /** A text that names two fields or more fills the form; any other is pasted as it is. */
  const onPaste = (event: ClipboardEvent) => {
    const said = typedFields(event.clipboardData.getData("text"));
    const named = Object.keys(said).filter(isField);
    if (named.length < 2) return;
    event.preventDefault();
    const filled = { ...form, ...said };
    setForm(filled);
    const empty = FIELDS.filter((field) => filled[field] === "");
    setUnread(new Set(empty));
    setSeen(new Set(named));
    focus(empty[0] ?? "requirement");
  };
  const errorOf = (field: TypedField) => {
    if (!seen.has(field)) return null;
    if (judged.missing.includes(field)) return t("typing.needed");
    const wrong = judged.wrong[field];
    return wrong === undefined ? null : format.text(wrong);
  };
  const helpOf = (field: TypedField) => {
    if (form[field] === "" && unread.has(field)) return <span className={styles.flag}>{t("typing.unread")}</span>;
    if (field === "due" && seen.has("due") && form.due.trim() === "")
      return <span className={styles.flag}>{t("typing.noDue")}</span>;
    if (field === "due" && form.due !== "" && judged.order?.due_at !== undefined) {
      const past = judged.order.due_at < Date.now();
      const day = judged.order.due_date ?? format.dateTime(judged.order.due_at);
      return past ? <span className={styles.flag}>{t("typing.past", { day })}</span> : t("typing.isDue", { day });
    }
    if (field === "product") return productOf(judged.order?.lines[0]);
    if (field === "requirement" && form.requirement.trim() !== "") return <Read text={form.requirement} />;
    return field === "due" ? t("typing.dueHint") : field === "requirement" ? t("typing.requirementHint") : null;
  };
  const productOf = (line: { style_code?: string; name?: string } | undefined) => {
    if (form.product === "" || line === undefined) return null;
    const code = line.style_code && t("typing.isCode", { is: line.style_code });
    const name = line.name && t("typing.isName", { is: line.name });
    return [code, name].filter(Boolean).join(" · ");
  };
  const common = (field: TypedField) => ({
    id: idOf(field),
    value: form[field],
    autoComplete: "off",
    autoFocus: field === "customer",
    ...(errorOf(field) === null ? {} : { status: "error" as const, "aria-invalid": true }),
    onBlur: () => form[field] !== "" && setSeen((before) => new Set([...before, field])),
    onChange: ({ target }: { target: { value: string } }) => setForm((now) => ({ ...now, [field]: target.value })),
  });
  const refusal = save.error instanceof RequestFailure ? save.error.problems.map(({ message }) => message) : [];
  return (
    <section className={styles.card} aria-label={t("typing.title")} onKeyDown={onKeyDown} onPaste={onPaste}>
      {FIELDS.map((field) => (
        <Field
          key={field}
          id={idOf(field)}
          label={t(`typing.field.${field}`)}
          error={errorOf(field)}
          help={errorOf(field) === null ? helpOf(field) : null}
        >
          {field === "requirement" ? (
            <Input.TextArea {...common(field)} rows={2} maxLength={5000} />
          ) : (
            <Input {...common(field)} size="large" {...(field === "qty" ? { inputMode: "numeric" as const } : {})} />
          )}
        </Field>
      ))}
      <div className={styles.foot}>
        <Button id="typed-save" type="primary" size="large" loading={save.isPending} onClick={submit}>
          {t("typing.save")}
        </Button>
        <span className={styles.keys}>{t("typing.keys")}</span>
      </div>
      <Refused error={save.error} />
      {refusal.map((message) => (
        <p key={message.en} className={styles.flag}>
          {format.text(message)}
        </p>
      ))}
    </section>
  );
}

/** What rules will see of a special requirement, and what it left open. */
function Read({ text }: { text: string }) {
  const { t } = useTranslation();
  const said = requirementSays(text);
  const parts = (["urgency", "tax", "grade"] as const).map((name) => {
    const value = said[name];
    return value === undefined
      ? t("typing.unsaid", { name: t(`typing.says.${name}`) })
      : t("typing.said", { name: t(`typing.says.${name}`), is: value });
  });
  return <>{parts.join(" · ")}</>;
}

/** Which order it became, and where that goes. */
function Told({ saved: { form, answer } }: { saved: Saved }) {
  const { decision, order } = answer;
  return (
    <>
      <Link to="/orders/$orderId" params={{ orderId: order.id }}>
        {order.external_id}
      </Link>{" "}
      {form.customer} · {form.product} × {form.qty}
      {" → "}
      {decision.destination === null ? <OutcomeMark outcome={decision.outcome} /> : <b>{decision.destination.name}</b>}
    </>
  );
}
