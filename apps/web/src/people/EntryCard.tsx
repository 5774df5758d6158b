import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LanguageSwitch } from "../shell/LanguageSwitch.tsx";
import styles from "./People.module.css";

/** The frame of pages before the door: sign-in, set-up, an invitation, a tracked order. */
export function EntryCard({ title, hint, children }: { title: string; hint?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <main className={styles.entry}>
      <section className={styles.card}>
        <div className={styles.brand}>
          <img src="/mark.svg" alt="" width={24} height={24} />
          <span lang="zh-CN">{t("nav.nameZh")}</span>
          <small>Switchyard</small>
        </div>
        <h1>{title}</h1>
        {hint ? <p>{hint}</p> : null}
        {children}
        <div className={styles.foot}>
          <LanguageSwitch />
        </div>
      </section>
    </main>
  );
}
