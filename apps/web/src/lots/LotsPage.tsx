/** 批次扫描: a hand scanner types, Enter sends; what it went into stays, so that lot after lot follows. Keyboard first, fits a phone. */
import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Input, type InputRef } from "antd";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useActing } from "../orders/acting.ts";
import { ordersApi } from "../orders/orders-api.ts";
import { Field } from "../shell/Field.tsx";
import { Screen } from "../shell/Screen.tsx";
import { useMay } from "../shell/session.ts";
import { Refused, useFailureText } from "../shell/states.tsx";
import { useFirstFocus } from "../shell/use-first-focus.ts";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Lots.module.css";
import { chainChanged, lotsApi, type Scan, type ScanAnswer } from "./lots-api.ts";
import { ScanSheet } from "./ScanSheet.tsx";

const STEP = "switchyard.scan-step";
const SHOWN = 100;

interface Scanned {
  key: number;
  scan: Scan;
  answer: ScanAnswer;
}

export function LotsPage() {
  const { t } = useTranslation();
  const mayScan = useMay("orders.act");
  return (
    <Screen title={t("lots.title")} hint={t("lots.hint")} actions={mayScan ? <ScanSheet /> : null} bare>
      <div className={styles.page}>
        {mayScan ? <Scanning /> : null}
        <OpenReport />
      </div>
    </Screen>
  );
}

function Scanning() {
  const { t } = useTranslation();
  const { by } = useActing(undefined);
  const [step, setStep] = useState(() => localStorage.getItem(STEP) ?? "");
  const { to: asked } = useSearch({ from: "/lots" });
  const [to, setTo] = useState(asked ?? "");
  const [lot, setLot] = useState("");
  const [qty, setQty] = useState("");
  const [ref, setRef] = useState("");
  const [done, setDone] = useState<readonly Scanned[]>([]);
  /** The lot whose answer is waited for: Enter twice sends it once. */
  const sent = useRef<string | null>(null);
  const failureText = useFailureText();
  const lotField = useRef<InputRef>(null);
  const toField = useFirstFocus<InputRef>();
  const put = (scan: Scan, answer: ScanAnswer) => {
    setDone((before) => [{ key: (before[0]?.key ?? 0) + 1, scan, answer }, ...before].slice(0, SHOWN));
    // What was refused stands there still, unless the next lot was scanned meanwhile.
    if (answer.result === "refused") return setQty((now) => now || (scan.qty?.toString() ?? ""));
    setLot((now) => (now === scan.lot ? "" : now));
  };
  const send = useMutation({
    // One after the other, as they were scanned.
    scope: { id: "scans" },
    mutationFn: (scan: Scan) => lotsApi.scan(scan, by),
    onSuccess({ items: [answer] }, scan) {
      if (answer === undefined) return;
      chainChanged();
      put(scan, answer);
    },
    onError(error, scan) {
      const { title } = failureText(error);
      put(scan, { lot: scan.lot, to: null, result: "refused", reason: { zh: title, en: title } });
    },
    onSettled(_, __, { lot: answered }) {
      if (sent.current === answered) sent.current = null;
    },
  });
  const submit = () => {
    const amount = Number(qty);
    if (to.trim() === "" || lot.trim() === "" || lot === sent.current) return;
    // A scanner does not wait for answers: what it types next takes the place of what was sent.
    sent.current = lot;
    send.mutate({
      ...{ lot, to },
      ...(step.trim() !== "" && { step: step.trim() }),
      ...(ref.trim() !== "" && { ref: ref.trim() }),
      ...(amount > 0 && { qty: amount }),
    });
    setQty("");
    lotField.current?.focus();
    lotField.current?.select();
  };
  const onEnter = (then: () => void) => (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    then();
  };
  const last = done[0];
  return (
    <>
      <section className={styles.card} aria-label={t("lots.scan")}>
        <Field id="scan-to" label={t("lots.to")} help={t("lots.toHint")}>
          <Input
            id="scan-to"
            ref={toField}
            size="large"
            value={to}
            autoComplete="off"
            onFocus={(event) => event.target.select()}
            onChange={(event) => setTo(event.target.value)}
            onKeyDown={onEnter(() => lotField.current?.focus())}
          />
        </Field>
        <Field id="scan-lot" label={t("lots.lot")} help={t("lots.lotHint")}>
          <Input
            id="scan-lot"
            ref={lotField}
            size="large"
            value={lot}
            autoComplete="off"
            onChange={(event) => setLot(event.target.value)}
            onKeyDown={onEnter(submit)}
          />
        </Field>
        <div className={styles.beside}>
          <Field id="scan-step" label={t("lots.step")}>
            <Input
              id="scan-step"
              value={step}
              maxLength={100}
              onChange={(event) => {
                setStep(event.target.value);
                localStorage.setItem(STEP, event.target.value);
              }}
            />
          </Field>
          <Field id="scan-qty" label={t("lots.qty")}>
            <Input
              id="scan-qty"
              inputMode="decimal"
              value={qty}
              onChange={(event) => setQty(event.target.value)}
              onKeyDown={onEnter(submit)}
            />
          </Field>
          <Field id="scan-ref" label={t("lots.ref")}>
            <Input
              id="scan-ref"
              value={ref}
              maxLength={100}
              onChange={(event) => setRef(event.target.value)}
              onKeyDown={onEnter(submit)}
            />
          </Field>
        </div>
        <Button type="primary" size="large" onClick={submit} data-testid="scan-send">
          {t("lots.send")}
        </Button>
        <p className={styles.said} role="status" data-result={last?.answer.result} data-testid="scan-said">
          {last === undefined ? "" : <Said {...last.answer} />}
        </p>
      </section>
      {done.length === 0 ? null : (
        <section className={styles.card} aria-label={t("lots.done")}>
          <h2>{t("lots.done")}</h2>
          <ul className={styles.list}>
            {done.map((one) => (
              <ScannedRow
                key={one.key}
                scanned={one}
                by={by}
                onBack={() => setDone((all) => all.filter(({ key }) => key !== one.key))}
              />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function ScannedRow({ scanned, by, onBack }: { scanned: Scanned; by: string; onBack: () => void }) {
  const { t } = useTranslation();
  const { scan, answer } = scanned;
  const onError = useTellFailure();
  const back = useMutation({
    mutationFn: () => lotsApi.scan({ lot: scan.lot, to: scan.to, on: false }, by),
    onSuccess: () => {
      chainChanged();
      onBack();
    },
    onError,
  });
  return (
    <li data-result={answer.result}>
      <span>
        <Said {...answer} />
      </span>
      {answer.result === "done" ? (
        <Button type="link" size="small" loading={back.isPending} onClick={() => back.mutate()}>
          {t("lots.takeBack")}
        </Button>
      ) : null}
    </li>
  );
}

/** 批次 → where it went; or why not. */
function Said({ lot, to, result, reason }: ScanAnswer) {
  const { t } = useTranslation();
  const format = useFormat();
  const target =
    to === null ? null : "lot" in to ? (
      <Link to="/lots/$lot" params={{ lot: to.lot }}>
        {t("lots.isLot", { lot: to.lot })}
      </Link>
    ) : (
      <Link to="/orders/$orderId/trace" params={{ orderId: to.order }}>
        {t("lots.isOrder", { number: to.external_id ?? to.order })}
      </Link>
    );
  return (
    <>
      <Link to="/lots/$lot" params={{ lot }}>
        {lot}
      </Link>
      {target === null ? null : <> → {target}</>}
      {result === "done" || reason === null ? null : <small> {format.text(reason)}</small>}
    </>
  );
}

/** A lot or an order, typed or scanned, opens its report. */
function OpenReport() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [of, setOf] = useState("");
  const open = useMutation({
    mutationFn: () => ordersApi.trace({ of: of.trim() }),
    onSuccess: ({ lot, order }) =>
      order !== null
        ? navigate({ to: "/orders/$orderId/trace", params: { orderId: order } })
        : navigate({ to: "/lots/$lot", params: { lot: lot ?? "" } }),
  });
  return (
    <section className={styles.card} aria-label={t("lots.open")}>
      <Field id="open-report" label={t("lots.open")} help={t("lots.openHint")}>
        <Input.Search
          id="open-report"
          value={of}
          enterButton={t("lots.openIt")}
          loading={open.isPending}
          onChange={(event) => setOf(event.target.value)}
          onSearch={() => of.trim() !== "" && open.mutate()}
        />
      </Field>
      <Refused error={open.error} />
    </section>
  );
}
