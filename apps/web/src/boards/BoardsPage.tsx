/** The frame of the boards: their tabs, and below them the board whose address is open; or the wall. */
import { FullscreenOutlined } from "@ant-design/icons";
import { Link, Outlet, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { Screen } from "../shell/Screen.tsx";
import styles from "./Boards.module.css";
import { BOARDS } from "./boards.ts";
import { Wall } from "./Wall.tsx";

/** Seconds after which the wall turns to the next board; 0: it stays. */
const TURNS = [0, 15, 30, 60] as const;

export function BoardsPage() {
  const { t } = useTranslation();
  const { wall } = useSearch({ from: "/boards" });
  const navigate = useNavigate();
  if (wall !== undefined) return <Wall seconds={wall} />;
  const enter = (seconds: number) => {
    // Where a browser gives no full screen the wall is as large as its window.
    void document.documentElement.requestFullscreen?.().catch(() => {});
    void navigate({ to: ".", search: (all) => ({ ...all, wall: seconds }) });
  };
  return (
    <Screen
      bare
      title={t("boards.title")}
      hint={t("boards.hint")}
      actions={
        <Dropdown
          trigger={["click"]}
          menu={{
            items: TURNS.map((seconds) => ({
              key: seconds,
              label: seconds === 0 ? t("boards.stays") : t("boards.turns", { n: seconds }),
            })),
            onClick: ({ key }) => enter(Number(key)),
          }}
        >
          <Button icon={<FullscreenOutlined aria-hidden />} data-testid="wall-mode">
            {t("boards.wall")}
          </Button>
        </Dropdown>
      }
      filters={
        <nav aria-label={t("boards.tabs")} className={styles.tabs}>
          {BOARDS.map(({ to, word }) => (
            <Link
              key={to}
              to={to}
              className={styles.tab ?? ""}
              activeOptions={{ exact: true, includeSearch: false }}
              activeProps={{ className: styles.tabOn ?? "" }}
            >
              {t(word)}
            </Link>
          ))}
        </nav>
      }
    >
      <Outlet />
    </Screen>
  );
}
