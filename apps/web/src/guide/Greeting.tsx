/** One sentence and one button for whoever comes here first; gone once taken, refused, or something is live. */
import { ArrowRightOutlined, CloseOutlined } from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { FlowSummary } from "../shell/flow-query.ts";
import styles from "./Guide.module.css";
import { begin, end, guide } from "./guide.ts";

export function Greeting({ flows }: { flows: readonly FlowSummary[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const isNew = useStore(guide, (state) => state.at === "new");
  const [first] = flows;
  if (!isNew || first === undefined || flows.some((flow) => flow.live_version !== null)) return null;
  return (
    <section className={styles.greeting} data-testid="greeting">
      <p>
        <b>{t("guide.hello")}</b> {t("guide.offer")}
      </p>
      <Button
        type="primary"
        icon={<ArrowRightOutlined aria-hidden />}
        iconPlacement="end"
        onClick={() => {
          begin(first.id);
          void navigate({ to: "/flows/$flowId", params: { flowId: first.id } });
        }}
      >
        {t("guide.start")}
      </Button>
      <Button type="text" icon={<CloseOutlined aria-hidden />} aria-label={t("guide.refuse")} onClick={end} />
    </section>
  );
}
