/** Before publishing: the golden orders of the flow, run through the draft. The server runs them again and decides. */
import { CheckCircleFilled, CloseCircleFilled } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Spin } from "antd";
import { useTranslation } from "react-i18next";
import { keys } from "../../shell/query.ts";
import { Failure } from "../../shell/states.tsx";
import { designerApi } from "../designer-api.ts";
import { useDrawing } from "../drawing.ts";
import { Differences } from "./Differences.tsx";
import styles from "./Try.module.css";

interface GoldenGateProps {
  flowId: string;
  /** A flow with errors cannot be run. */
  enabled: boolean;
  onOpen: () => void;
}

export function GoldenGate({ flowId, enabled, onOpen }: GoldenGateProps) {
  const { editor } = useDrawing();
  const { t } = useTranslation();
  const run = useQuery({
    queryKey: [...keys.golden(flowId), "run"],
    async queryFn({ signal }) {
      await editor.flush();
      return (await designerApi.runGolden(flowId, signal)).results;
    },
    enabled,
    staleTime: 0,
    gcTime: 0,
  });
  const failed = run.data?.filter(({ passed }) => !passed) ?? [];
  return (
    <section data-testid="publish-golden">
      <h3>{t("golden.publish")}</h3>
      {enabled ? null : <p className="quiet">{t("golden.publishBlocked")}</p>}
      {run.isFetching ? (
        <p className="quiet">
          <Spin size="small" /> {t("golden.publishRunning")}
        </p>
      ) : null}
      {run.isError ? <Failure of={run} /> : null}
      {run.data?.length === 0 ? <p className="quiet">{t("golden.publishNone")}</p> : null}
      {run.data && run.data.length > 0 && failed.length === 0 ? (
        <p className={styles.passed}>
          <CheckCircleFilled aria-hidden /> {t("golden.publishPassed", { n: run.data.length })}
        </p>
      ) : null}
      {failed.length > 0 ? (
        <>
          <p className={styles.failed} role="alert">
            <CloseCircleFilled aria-hidden /> {t("golden.publishFailed", { n: failed.length })}{" "}
            <Button size="small" onClick={onOpen}>
              {t("golden.publishOpen")}
            </Button>
          </p>
          <ul className={styles.goldens}>
            {failed.map((result) => (
              <li key={result.id} className={styles.goldenRow}>
                <b>{result.name}</b>
                <Differences result={result} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
