/** A board for a screen on the wall: dark, large, without menus; it turns to the next one, and Escape leads back. */
import { CloseOutlined } from "@ant-design/icons";
import { Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { Button, ConfigProvider } from "antd";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { antdTheme } from "../shell/theme.ts";
import { applyTokens } from "../shell/tokens.ts";
import { useWorkspace } from "../shell/workspace.ts";
import styles from "./Boards.module.css";
import { BOARDS } from "./boards.ts";
import { WallVoice } from "./WallVoice.tsx";
import { WallContext } from "./wall.ts";

export function Wall({ seconds }: { seconds: number }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const here = Math.max(
    0,
    BOARDS.findIndex(({ to }) => to === path),
  );
  const page = useRef<HTMLDivElement>(null);
  const theme = useMemo(() => antdTheme("dark", false), []);

  const turn = useCallback(
    (by: number) => {
      const next = BOARDS[(here + by + BOARDS.length) % BOARDS.length] ?? BOARDS[0];
      void navigate({ to: next.to, search: (all) => all, replace: true });
    },
    [here, navigate],
  );
  const leave = useCallback(() => {
    if (document.fullscreenElement !== null) void document.exitFullscreen();
    void navigate({ to: ".", search: ({ wall: _, voice: __, ...rest }) => rest, replace: true });
  }, [navigate]);

  useEffect(() => {
    if (page.current !== null) applyTokens("dark", page.current);
  }, []);
  useEffect(() => {
    if (seconds === 0) return;
    const timer = setInterval(() => turn(1), seconds * 1000);
    return () => clearInterval(timer);
  }, [seconds, turn]);
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === "Escape") leave();
      else if (key === "ArrowRight") turn(1);
      else if (key === "ArrowLeft") turn(-1);
    };
    // Escape on a full screen goes to the browser, which only tells that it is one no more.
    const onScreen = () => {
      if (document.fullscreenElement === null) leave();
    };
    window.addEventListener("keydown", onKey);
    document.addEventListener("fullscreenchange", onScreen);
    return () => {
      window.removeEventListener("keydown", onKey);
      document.removeEventListener("fullscreenchange", onScreen);
    };
  }, [leave, turn]);

  const board = BOARDS[here] ?? BOARDS[0];
  return (
    <div ref={page} className={styles.wall} data-testid="wall" data-wall>
      <ConfigProvider theme={theme}>
        <WallContext value={true}>
          <header className={styles.wallHead}>
            <h1>{t(board.word)}</h1>
            <span>{workspace?.name}</span>
            <WallVoice />
            <Button
              className={styles.leave ?? ""}
              type="text"
              size="large"
              icon={<CloseOutlined aria-hidden />}
              onClick={leave}
            >
              {t("boards.leaveWall")}
            </Button>
          </header>
          <Outlet />
        </WallContext>
      </ConfigProvider>
    </div>
  );
}
