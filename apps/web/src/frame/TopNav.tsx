import { DesktopOutlined, MoonOutlined, SunOutlined } from "@ant-design/icons";
import { Link, useRouterState } from "@tanstack/react-router";
import { Button } from "antd";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useAfterFirstLook } from "../shell/after-first-look.ts";
import { LanguageSwitch } from "../shell/LanguageSwitch.tsx";
import { May } from "../shell/May.tsx";
import { part } from "../shell/part.ts";
import { preferences, resolveScheme, type SchemeChoice } from "../shell/preferences.ts";
import { isShownTo, needOf } from "../shell/screens.ts";
import { useSession } from "../shell/session.ts";
import { useOpenEntry } from "../shell/use-open-entry.ts";
import { useWorkspace } from "../shell/workspace.ts";
import styles from "./Frame.module.css";

const AccountMenu = part(() => import("../people/AccountMenu.tsx"));
const InboxBell = part(() => import("../channels/InboxBell.tsx"));

const screens = [
  { to: "/flows", word: "nav.flows" },
  { to: "/templates", word: "nav.templates" },
  { to: "/orders", word: "nav.orders" },
  { to: "/boards", word: "nav.boards" },
  { to: "/todo", word: "nav.todo" },
  { to: "/intake", word: "nav.intake" },
  { to: "/sandbox", word: "nav.sandbox" },
  { to: "/settings", word: "nav.settings" },
] as const;

export function TopNav() {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const looked = useAfterFirstLook();
  // Until it is known who is there nothing is offered that might be taken back.
  const session = useSession();
  const isKnown = !session.isPending;
  const shown = screens.filter(({ to }) => isKnown && isShownTo(session.data?.role, to));
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const menu = useOpenEntry(isKnown && path);
  return (
    <header className={styles.nav}>
      <Link to="/" className={styles.product} aria-label={t("nav.product")}>
        <img src="/mark.svg" alt="" width={24} height={24} />
        <span lang="zh-CN">{t("nav.nameZh")}</span>
        <span className={styles.latin}>Switchyard</span>
      </Link>
      <nav ref={menu} aria-label={t("nav.screens")} className={styles.links}>
        {shown.map(({ to, word }) => (
          <May key={to} permission={needOf(to)}>
            <Link to={to} className={styles.link ?? ""} activeProps={{ className: styles.active ?? "" }}>
              {t(word)}
            </Link>
          </May>
        ))}
      </nav>
      <span className={styles.spring} />
      {workspace ? <span className={styles.workspace}>{workspace.name}</span> : null}
      <Suspense fallback={null}>
        <May permission="outbox.read">{looked && isKnown ? <InboxBell /> : null}</May>
        {looked ? <AccountMenu /> : null}
      </Suspense>
      <LanguageSwitch />
      <SchemeSwitch />
    </header>
  );
}

/** From the system's scheme on to the other one, so that the first click shows something. */
function schemeAfter(choice: SchemeChoice): SchemeChoice {
  const system = resolveScheme("system");
  const other = system === "dark" ? "light" : "dark";
  return choice === "system" ? other : choice === other ? system : "system";
}
const icons: Record<SchemeChoice, typeof SunOutlined> = {
  light: SunOutlined,
  dark: MoonOutlined,
  system: DesktopOutlined,
};

/** One click goes on to the next choice; the label says the present one. */
function SchemeSwitch() {
  const { t } = useTranslation();
  const scheme = useStore(preferences, (state) => state.scheme);
  const Icon = icons[scheme];
  const next = schemeAfter(scheme);
  const label = t("nav.scheme.label", { scheme: t(`nav.scheme.${scheme}`), next: t(`nav.scheme.${next}`) });
  return (
    <Button
      type="text"
      icon={<Icon aria-hidden />}
      title={label}
      aria-label={label}
      data-testid="scheme-switch"
      onClick={() => preferences.setState({ scheme: next })}
    />
  );
}
