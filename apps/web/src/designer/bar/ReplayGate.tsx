/** What the newest replay of this very draft says; without thirty days of history, publishing asks for a reason. */
import { ExperimentOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shell/workspace.ts";
import { designerApi } from "../designer-api.ts";
import styles from "./DesignerBar.module.css";

export const useReplayGate = (flow: string) =>
  useQuery({
    queryKey: ["flows", flow, "publish-check"],
    queryFn: ({ signal }) => designerApi.check(flow, signal),
    staleTime: 0,
  });

export function ReplayGate({ flow }: { flow: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const check = useReplayGate(flow).data;
  if (check === undefined) return null;
  return (
    <section data-testid="replay-gate">
      <h3>{t("publish.replay")}</h3>
      {check.replay === null ? (
        <>
          <p>{t("publish.replayNone")}</p>
          <Link to="/sandbox" search={{ flow }} className={styles.next}>
            <ExperimentOutlined aria-hidden /> {t("publish.replayDo")}
          </Link>
        </>
      ) : (
        <>
          <ul className={styles.sentences}>
            {check.impact.map((text) => (
              <li key={text.en}>{format.text(text)}</li>
            ))}
          </ul>
          <Link to="/sandbox" search={{ flow, replay: check.replay.id }}>
            {t("publish.replayShow")}
          </Link>
        </>
      )}
    </section>
  );
}
