/** Why a run did not begin; errors of the flow lead to their nodes. */
import type { Finding } from "@switchyard/flow";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { RequestFailure } from "../shell/request.ts";
import { Failure, useFailureText } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Sandbox.module.css";

type Told = Pick<Finding, "code" | "message" | "node">;
const isAboutFlow = (body: unknown): body is { findings: Told[] } =>
  typeof body === "object" && body !== null && "findings" in body && Array.isArray(body.findings);

export function RefusedRun(props: { error: unknown; flow: string | undefined; onRetry: () => void }) {
  const { error, flow, onRetry } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const { title } = useFailureText()(error);
  if (flow === undefined || !(error instanceof RequestFailure) || !isAboutFlow(error.body))
    return <Failure error={error} onRetry={onRetry} />;
  return (
    <div className={styles.refused} role="alert">
      <h2>{title}</h2>
      <p>{t("sandbox.toMend")}</p>
      <ul>
        {error.body.findings.map(({ code, message, node }) => (
          <li key={`${node ?? ""} ${code} ${message.zh}`}>
            <Link to="/flows/$flowId" params={{ flowId: flow }} search={node === undefined ? {} : { node }}>
              {format.text(message)}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
