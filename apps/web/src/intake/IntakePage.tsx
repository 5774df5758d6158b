/** Everything that comes in: what is in quarantine, whether the counts add up, whether sheets say the same, where it comes from. */
import { UploadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Badge, Button, Segmented } from "antd";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { part } from "../shell/part.ts";
import { keys } from "../shell/query.ts";
import { Screen } from "../shell/Screen.tsx";
import { useMay } from "../shell/session.ts";
import { withWords } from "../words/load-words.ts";
import { ComparisonReport } from "./ComparisonReport.tsx";
import { Comparisons } from "./Comparisons.tsx";
import { intakeApi } from "./intake-api.ts";
import { Quarantine } from "./Quarantine.tsx";
import { Reconciliation } from "./Reconciliation.tsx";
import { Sources } from "./Sources.tsx";

const UploadDialog = part(withWords(["sandbox"], () => import("./UploadDialog.tsx")));

import { INTAKE_VIEWS as VIEWS, type IntakeView as View } from "./views.ts";

export function IntakePage() {
  const { t } = useTranslation();
  const { view = "quarantine", comparison, upload = false } = useSearch({ from: "/intake" });
  const navigate = useNavigate();
  const may = useMay("orders.write");
  const setView = (next: View) => void navigate({ to: "/intake", search: next === "quarantine" ? {} : { view: next } });
  const [uploading, setUploading] = useState<boolean>(upload);
  const counts = useQuery({ queryKey: keys.intakeCounts, queryFn: ({ signal }) => intakeApi.reconciliation(signal) });
  const label = (name: View) =>
    name === "quarantine" && counts.data && counts.data.open > 0 ? (
      <span>
        {t(`intake.view.${name}`)} <Badge size="small" count={counts.data.open} overflowCount={999} />
      </span>
    ) : (
      t(`intake.view.${name}`)
    );
  return (
    <Screen
      title={t("intake.title")}
      hint={t("intake.hint")}
      actions={
        may ? (
          <Button type="primary" icon={<UploadOutlined aria-hidden />} onClick={() => setUploading(true)}>
            {t("intake.upload.open")}
          </Button>
        ) : null
      }
      filters={
        <Segmented<View>
          aria-label={t("intake.views")}
          value={view}
          onChange={setView}
          options={VIEWS.map((name) => ({ value: name, label: label(name) }))}
        />
      }
    >
      {view === "quarantine" ? <Quarantine /> : null}
      {view === "reconciliation" ? <Reconciliation counts={counts} /> : null}
      {view === "comparisons" && comparison === undefined ? <Comparisons onUpload={() => setUploading(true)} /> : null}
      {view === "comparisons" && comparison !== undefined ? (
        <ComparisonReport key={comparison} id={comparison} />
      ) : null}
      {view === "sources" ? <Sources /> : null}
      {uploading && may ? (
        <Suspense fallback={null}>
          <UploadDialog
            onClose={() => setUploading(false)}
            comparing={view === "comparisons"}
            onCompared={() => {
              setUploading(false);
              setView("comparisons");
            }}
            onRepair={() => {
              setUploading(false);
              setView("quarantine");
            }}
          />
        </Suspense>
      ) : null}
    </Screen>
  );
}
