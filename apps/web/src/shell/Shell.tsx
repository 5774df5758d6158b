import { Navigate, Outlet, useRouterState } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSession, useSignedOut } from "../people/people-api.ts";
import { useLiveUpdates } from "./live.ts";
import styles from "./Shell.module.css";
import { Empty } from "./states.tsx";
import { Toasts } from "./Toasts.tsx";
import { TopNav } from "./TopNav.tsx";

/** Pages before the door: whoever opens them is not in the house, or not yet. */
const OUTSIDE = /^\/(?:sign-in|set-up|forgot|reset\/|invite\/|track\/)/;

export function Shell() {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const session = useSession().data;
  const state = session?.state;
  useSignedOut();
  const isOutside = OUTSIDE.test(path);
  const isIn = state === "local" || state === "signed_in";
  // The stream tells of every brand's orders: it is closed to a guest of one, whose lists are asked for when looked at.
  useLiveUpdates(isIn && !isOutside && session?.role !== "brand_guest");
  if (isOutside) {
    return (
      <>
        <Toasts />
        <Outlet />
      </>
    );
  }
  if (state !== undefined && !isIn) return <Navigate to="/sign-in" replace />;
  return (
    <div className={styles.shell}>
      <TopNav />
      <Toasts />
      <main className={styles.main}>
        <Outlet />
      </main>
    </div>
  );
}

export function NotFound() {
  const { t } = useTranslation();
  return <Empty title={t("state.gone")} hint={t("state.goneHint")} />;
}
