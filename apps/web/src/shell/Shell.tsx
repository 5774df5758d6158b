import { Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useLiveUpdates } from "./live.ts";
import styles from "./Shell.module.css";
import { Empty } from "./states.tsx";
import { Toasts } from "./Toasts.tsx";
import { TopNav } from "./TopNav.tsx";

export function Shell() {
  useLiveUpdates();
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
