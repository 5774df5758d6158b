/** The states every screen shares: loading, empty, failed (what happened, what to do, try again). */
import { Link } from "@tanstack/react-router";
import { Button, Spin } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { RequestFailure } from "./request.ts";
import styles from "./states.module.css";
import { useFormat } from "./workspace.ts";

/**
 * `isPart`: it is fetched when it is opened, and without a connection waits for one; says so when that takes long. `slow`: what is
 * said of other things when they take long.
 */
export function Loading({ label, slow, isPart = false }: { label?: string; slow?: string; isPart?: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={styles.state} role="status" aria-live="polite">
      <Spin />
      <p>{label ?? t("state.loading")}</p>
      {isPart || slow ? <p className={styles.waiting}>{slow ?? t("state.partWaits")}</p> : null}
    </div>
  );
}

/** Where a part of the page is to appear; says so only when that takes long. */
export function Waiting() {
  const { t } = useTranslation();
  return (
    <p className={styles.waiting} role="status" aria-busy>
      {t("state.partWaits")}
    </p>
  );
}

interface EmptyProps {
  title: string;
  hint?: string;
  picture?: ReactNode;
  /** It is all that there is: its title is the page's. */
  isPage?: boolean;
  children?: ReactNode;
}

export function Empty(props: EmptyProps) {
  const Heading = props.isPage ? "h1" : "h2";
  return (
    <div className={styles.state}>
      {props.picture}
      <Heading>{props.title}</Heading>
      {props.hint ? <p>{props.hint}</p> : null}
      {props.children ? <div className={styles.actions}>{props.children}</div> : null}
    </div>
  );
}

/** The first few tell enough: the rest is seen when they are mended. */
const MOST_SAID = 3;

/** A failure in the user's words: the server's title where it gave one. */
export function useFailureText(): (error: unknown) => { title: string; hint: string } {
  const { t } = useTranslation();
  const format = useFormat();
  const tooMany = (seconds: number) =>
    seconds < 60
      ? t("state.tooManySeconds", { n: format.number(seconds) })
      : t("state.tooManyMinutes", { n: format.number(Math.ceil(seconds / 60)) });
  return (error) => {
    if (!(error instanceof RequestFailure)) return { title: t("state.broken"), hint: t("state.brokenHint") };
    if (error.offline) return { title: t("state.offline"), hint: t("state.offlineHint") };
    const title = format.text(error.title);
    // The others of the server's own tell what to do in their title.
    if (error.status > 500 && title) return { title, hint: "" };
    if (error.status >= 500) return { title: title || t("state.server"), hint: t("state.serverHint") };
    if (error.status === 429 && error.retryAfter !== null) return { title: tooMany(error.retryAfter), hint: "" };
    if (error.status === 404) return { title: title || t("state.gone"), hint: t("state.goneHint") };
    const said = error.problems.map((problem) => format.text(problem.message));
    const more = said.length - MOST_SAID;
    const detail = [...said.slice(0, MOST_SAID), ...(more > 0 ? [t("state.more", { n: more })] : [])].join(
      t("state.and"),
    );
    // A title of the server's says what to do where it names no field.
    return title ? { title, hint: detail } : { title: t("state.refused"), hint: detail || t("state.refusedHint") };
  };
}

/** Under a form: why what was just asked for was refused. Nothing where it was not. */
export function Refused({ error }: { error: unknown }) {
  const { title, hint } = useFailureText()(error);
  return error === null ? null : (
    <p role="alert" className={styles.refused}>
      {title} {hint}
    </p>
  );
}

/** The server understood and refused: the same again is refused again. */
const REFUSED_FOR_GOOD = new Set([400, 413, 415, 422]);
const mayGoBetter = (error: unknown) => !(error instanceof RequestFailure) || !REFUSED_FOR_GOOD.has(error.status);

interface FailureProps {
  /** What failed, and is asked for again. */
  of?: { error: unknown; refetch: () => unknown };
  error?: unknown;
  onRetry?: () => void;
  /** It is all that there is: its title is the page's. So is that of what is looked for in no list. */
  isPage?: boolean;
  /** The list in which what was looked for would stand: what is not there is not asked for again. */
  list?: "/flows" | "/orders" | "/templates";
}

export function Failure({
  of,
  error = of?.error,
  onRetry = of && (() => void of.refetch()),
  list,
  isPage = list !== undefined,
}: FailureProps) {
  const { t } = useTranslation();
  const { title, hint } = useFailureText()(error);
  const Heading = isPage ? "h1" : "h2";
  const isGone = error instanceof RequestFailure && error.status === 404 && list !== undefined;
  return (
    <div className={styles.state} role="alert">
      <Heading>{title}</Heading>
      <p>{hint}</p>
      {isGone ? (
        <div className={styles.actions}>
          <Link to={list}>{t("state.toList")}</Link>
        </div>
      ) : onRetry && mayGoBetter(error) ? (
        <div className={styles.actions}>
          <Button onClick={onRetry}>{t("state.retry")}</Button>
        </div>
      ) : null}
    </div>
  );
}
