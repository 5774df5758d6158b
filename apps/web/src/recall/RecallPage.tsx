/** 召回: open orders that one version decided, what another would decide, and giving chosen ones to it. */
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Input, Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FlowTitle } from "../shell/FlowTitle.tsx";
import { askFlow } from "../shell/flow-query.ts";
import { Screen } from "../shell/Screen.tsx";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import { type VersionView, versionKeys, versionsApi } from "../versions/versions-api.ts";
import { Candidates } from "./Candidates.tsx";
import styles from "./Recall.module.css";
import type { RecallQuery } from "./recall-api.ts";

const route = getRouteApi("/flows/$flowId/recall");

export function RecallPage() {
  const { t } = useTranslation();
  const { flowId } = route.useParams();
  const flow = useQuery({ queryKey: ["versions", flowId, "flow"], queryFn: ({ signal }) => askFlow(flowId, signal) });
  const versions = useQuery({
    queryKey: versionKeys.list(flowId),
    queryFn: ({ signal }) => versionsApi.list(flowId, signal),
  });
  const failed = flow.error ?? versions.error;
  function content() {
    if (failed)
      return (
        <Failure error={failed} onRetry={() => void Promise.all([flow.refetch(), versions.refetch()])} list="/flows" />
      );
    if (!flow.data || !versions.data) return <Loading />;
    const { items } = versions.data;
    if (items.length === 0)
      return (
        <Empty title={t("recall.noVersion")} hint={t("recall.noVersionHint")}>
          <Link to="/flows/$flowId" params={{ flowId }}>
            {t("versions.toDesigner")}
          </Link>
        </Empty>
      );
    return <Recall flow={flowId} versions={items} live={flow.data.live?.version ?? null} />;
  }
  return (
    <Screen
      bare
      title={<FlowTitle flow={flowId} title={t("recall.title", { name: flow.data?.name ?? "" })} />}
      hint={t("recall.hint")}
    >
      {content()}
    </Screen>
  );
}

interface RecallProps {
  flow: string;
  /** Newest first. */
  versions: readonly VersionView[];
  live: number | null;
}

function Recall({ flow, versions, live }: RecallProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [query, setQuery] = useState<RecallQuery>(() => {
    const to = versions.length === 1 ? "draft" : (live ?? versions[0]?.version ?? "draft");
    // What was live before is what orders were left behind by.
    const from = versions.find(({ version }) => version !== to)?.version ?? versions[0]?.version ?? 1;
    return { from, to, changed: true, q: "" };
  });
  const change = (some: Partial<RecallQuery>) => setQuery({ ...query, ...some });
  const named = ({ version, published_at }: VersionView) => ({
    value: version,
    label: `v${version}${version === live ? ` · ${t("recall.live")}` : ""} · ${format.date(published_at)}`,
  });
  return (
    <div className={styles.page}>
      <div className={styles.ask}>
        <label htmlFor="recall-from">{t("recall.from")}</label>
        <Select
          id="recall-from"
          aria-label={t("recall.from")}
          style={{ width: 220 }}
          value={query.from}
          options={versions.map(named)}
          onChange={(from) => change({ from })}
        />
        <label htmlFor="recall-to">{t("recall.to")}</label>
        <Select<number | "draft">
          id="recall-to"
          aria-label={t("recall.to")}
          style={{ width: 220 }}
          value={query.to}
          options={[...versions.map(named), { value: "draft", label: t("recall.draft") }]}
          onChange={(to) => change({ to })}
        />
        <span className={styles.spring} />
        <Segmented
          aria-label={t("recall.which")}
          value={query.changed ? "changed" : "all"}
          options={[
            { value: "changed", label: t("recall.onlyChanged") },
            { value: "all", label: t("recall.all") },
          ]}
          onChange={(value) => change({ changed: value === "changed" })}
        />
        <Input.Search
          allowClear
          aria-label={t("recall.search")}
          placeholder={t("recall.search")}
          style={{ width: 200 }}
          onSearch={(q) => change({ q })}
        />
      </div>
      {query.from === query.to ? (
        <Empty title={t("recall.sameVersion")} hint={t("recall.sameVersionHint")} />
      ) : (
        <Candidates key={JSON.stringify(query)} flow={flow} query={query} />
      )}
    </div>
  );
}
