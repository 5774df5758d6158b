import { BulbOutlined, DesktopOutlined, GlobalOutlined, MoonOutlined, SunOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { preferences, type SchemeChoice } from "./preferences.ts";
import styles from "./Shell.module.css";
import { useWorkspace } from "./workspace.ts";

const screens = [
  { to: "/flows", word: "nav.flows" },
  { to: "/orders", word: "nav.orders" },
  { to: "/sandbox", word: "nav.sandbox" },
] as const;

export function TopNav() {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  return (
    <header className={styles.nav}>
      <Link to="/flows" className={styles.product} aria-label={t("nav.product")}>
        <img src="/mark.svg" alt="" width={24} height={24} />
        <span lang="zh-CN">{t("nav.nameZh")}</span>
        <span className={styles.latin}>Switchyard</span>
      </Link>
      <nav aria-label={t("nav.screens")} className={styles.links}>
        {screens.map(({ to, word }) => (
          <Link key={to} to={to} className={styles.link ?? ""} activeProps={{ className: styles.active ?? "" }}>
            {t(word)}
          </Link>
        ))}
      </nav>
      <span className={styles.spring} />
      {workspace ? <span className={styles.workspace}>{workspace.name}</span> : null}
      <LanguageSwitch />
      <SchemeSwitch />
    </header>
  );
}

function LanguageSwitch() {
  const { t } = useTranslation();
  const language = useStore(preferences, (state) => state.language);
  const next = language === "en" ? "zh-CN" : "en";
  return (
    <Button
      type="text"
      icon={<GlobalOutlined />}
      lang={next}
      aria-label={t("nav.language")}
      data-testid="language-switch"
      onClick={() => preferences.setState({ language: next })}
    >
      {t("nav.otherLanguage")}
    </Button>
  );
}

const icons: Record<SchemeChoice, typeof SunOutlined> = {
  light: SunOutlined,
  dark: MoonOutlined,
  system: DesktopOutlined,
};

function SchemeSwitch() {
  const { t } = useTranslation();
  const scheme = useStore(preferences, (state) => state.scheme);
  const Icon = icons[scheme] ?? BulbOutlined;
  const items = (["light", "dark", "system"] as const).map((key) => ({ key, label: t(`nav.scheme.${key}`) }));
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items,
        selectable: true,
        selectedKeys: [scheme],
        onClick: ({ key }) => preferences.setState({ scheme: key as SchemeChoice }),
      }}
    >
      <Button type="text" icon={<Icon />} aria-label={t("nav.scheme.label")} />
    </Dropdown>
  );
}
