import { Link, Navigate, Outlet, useRouterState } from "@tanstack/react-router";
import { Button } from "antd";
import { Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { isOutside } from "../shell/door.ts";
import { useLiveUpdates } from "../shell/live.ts";
import { part } from "../shell/part.ts";
import { isShownTo, needOf } from "../shell/screens.ts";
import { type Permission, useEnded, useMay, useSession, useSignedOut } from "../shell/session.ts";
import { Empty, Loading } from "../shell/states.tsx";
import { Toasts } from "../shell/Toasts.tsx";
import { useUpgraded } from "../shell/upgrade.ts";
import { withWords } from "../words/load-words.ts";
import styles from "./Frame.module.css";
import { TopNav } from "./TopNav.tsx";

const SignInAgain = part(withWords(["people"], () => import("../people/SignInAgain.tsx")));

/** Nearly everybody may look at these: their screens begin before it is known who is there. */
const EARLY: ReadonlySet<Permission> = new Set(["flows.read", "orders.read"]);

export function Frame() {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  // A screen on the wall has no menus.
  const isWall = useRouterState({ select: ({ location }) => "wall" in location.search });
  const session = useSession().data;
  const state = session?.state;
  useSignedOut();
  const ended = useEnded((one) => one.ended);
  const outside = isOutside(path);
  const isIn = state === "local" || state === "signed_in";
  // The stream tells of every brand's orders: it is closed to a guest of one, whose lists are asked for when looked at.
  useLiveUpdates(isIn && !ended && !outside && session?.role !== "brand_guest");
  if (outside) {
    return (
      <>
        <Toasts />
        <Outlet />
      </>
    );
  }
  if (state !== undefined && !isIn) return <ToSignIn />;
  return (
    <div className={styles.frame}>
      {isWall ? null : <TopNav />}
      <Upgraded isWall={isWall} />
      <Toasts />
      <main className={styles.main}>
        <Allowed path={path} />
      </main>
      <Suspense fallback={null}>{ended ? <SignInAgain /> : null}</Suspense>
    </div>
  );
}

/** Loading again loses nothing: what is not saved yet is kept, and the browser asks. */
function Upgraded({ isWall }: { isWall: boolean }) {
  const { t } = useTranslation();
  const upgraded = useUpgraded((one) => one.upgraded);
  // Nobody sits at a wall; but one that calls out may do so only since somebody touched it.
  const byItself = useRouterState({ select: ({ location }) => isWall && !("voice" in location.search) });
  useEffect(() => {
    if (upgraded && byItself) window.location.reload();
  }, [upgraded, byItself]);
  if (!upgraded) return null;
  return (
    <p className={styles.upgraded} role="alert">
      {t("state.upgraded")}
      <Button size="small" onClick={() => window.location.reload()}>
        {t("state.loadAgain")}
      </Button>
    </p>
  );
}

/** Whoever opened an address comes to it once they are in. */
function ToSignIn() {
  const address = useRouterState({ select: ({ location }) => location.href });
  return <Navigate to="/sign-in" search={address === "/" ? {} : { back: address }} replace />;
}

/** The screen; or who to ask, where an address leads to what the person's role may not see. */
function Allowed({ path }: { path: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const role = session.data?.role ?? null;
  const need = needOf(path);
  const may = useMay(need) && isShownTo(role, path);
  if (session.isPending && need !== null && !EARLY.has(need)) return <Loading />;
  if (may) return <Outlet />;
  return (
    <Empty title={t("state.closed")} hint={t("state.closedHint", { role: role && t(`account.roleName.${role}`) })}>
      <Link to="/">{t("state.toOwn")}</Link>
    </Empty>
  );
}

/** Flows, orders for whoever is here for those alone, and the desk for who works there. */
export function Home() {
  const mayDraw = useMay(needOf("/flows"));
  const session = useSession();
  if (session.isPending) return <Loading />;
  if (session.data?.role === "clerk") return <Navigate to="/desk" replace />;
  return <Navigate to={mayDraw ? "/flows" : "/orders"} replace />;
}

export function NotFound() {
  const { t } = useTranslation();
  return <Empty isPage title={t("state.gone")} hint={t("state.goneHint")} />;
}
