/** Below the canvas: try one order, see what is wrong, see what a replay covered. */
import { DownOutlined, UpOutlined } from "@ant-design/icons";
import type { Finding } from "@switchyard/flow";
import { Button } from "antd";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { part } from "../../shell/part.ts";
import { Loading } from "../../shell/states.tsx";
import { withWords } from "../../words/load-words.ts";
import { useOverlay } from "../drawing.ts";
import { useLeave } from "../use-leave.ts";
import styles from "./Drawer.module.css";

const Try = part(withWords(["forms", "orders", "panels", "trial", "xray"], () => import("../try/Try.tsx")));
const AllComments = part(() => import("../together/Comments.tsx"));
const Golden = part(withWords(["trial"], () => import("../try/Golden.tsx")));
const Checks = part(withWords(["panels", "xray"], () => import("../xray/Checks.tsx")));
const Coverage = part(withWords(["panels", "sandbox"], () => import("./Coverage.tsx")));

export const DRAWER_PANEL = "drawer-panel";
export type DrawerTab = "try" | "golden" | "problems" | "coverage" | "comments";
const TABS: readonly DrawerTab[] = ["try", "golden", "problems", "coverage", "comments"];

interface DrawerProps {
  flowId: string;
  tab: DrawerTab | null;
  /** Golden orders are run as their list is opened. */
  runGolden?: boolean;
  onTab: (tab: DrawerTab | null) => void;
  findings: readonly Finding[];
  /** Everything listed under 检查. */
  found: number;
}

export function Drawer({ flowId, tab, runGolden = false, onTab, findings, found }: DrawerProps) {
  const { t } = useTranslation();
  const open = useOverlay((state) => Object.values(state.comments).reduce((sum, n) => sum + n, 0));
  // From a button Escape is the canvas's own: it takes the path of a try away.
  const leave = useLeave("input, textarea");
  const title = (key: DrawerTab) =>
    key === "golden" ? t("drawer.golden") : key === "comments" ? t("together.comments") : t(`drawer.${key}`);
  return (
    <section
      className={styles.drawer}
      data-open={tab !== null || undefined}
      aria-label={t("drawer.label")}
      data-testid="drawer"
      onKeyDownCapture={leave}
    >
      <div className={styles.tabs}>
        <div role="tablist" aria-label={t("drawer.label")}>
          {TABS.map((key) => (
            <button
              key={key}
              type="button"
              role="tab"
              id={`drawer-tab-${key}`}
              aria-selected={tab === key}
              aria-controls={DRAWER_PANEL}
              className={styles.tab}
              onClick={() => onTab(tab === key ? null : key)}
            >
              {title(key)}
              {key === "comments" && open > 0 ? <span className={styles.count}>{open}</span> : null}
              {key === "problems" && found > 0 ? <span className={styles.count}>{found}</span> : null}
            </button>
          ))}
        </div>
        <span className={styles.spring} />
        <Button
          type="text"
          size="small"
          icon={tab === null ? <UpOutlined aria-hidden /> : <DownOutlined aria-hidden />}
          aria-label={t(tab === null ? "drawer.open" : "drawer.close")}
          onClick={() => onTab(tab === null ? "try" : null)}
        />
      </div>
      {tab === null ? null : (
        <div
          className={styles.panel}
          id={DRAWER_PANEL}
          role="tabpanel"
          tabIndex={-1}
          aria-labelledby={`drawer-tab-${tab}`}
        >
          <Suspense fallback={<Loading isPart />}>
            {tab === "try" ? <Try flowId={flowId} /> : null}
            {tab === "golden" ? <Golden flowId={flowId} atOnce={runGolden} onOpenTry={() => onTab("try")} /> : null}
            {tab === "problems" ? <Checks findings={findings} onOpenTry={() => onTab("try")} /> : null}
            {tab === "comments" ? <AllComments /> : null}
            {tab === "coverage" ? <Coverage flowId={flowId} /> : null}
          </Suspense>
        </div>
      )}
    </section>
  );
}
