/** One template: who uses it with which values, as a table that is edited like a spreadsheet; a new brand; upgrades. */
import { DownloadOutlined, LeftOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { May } from "../shell/May.tsx";
import { Screen } from "../shell/Screen.tsx";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import { SentenceList } from "./SentenceList.tsx";
import styles from "./Templates.module.css";
import { templateKeys, templatesApi, type UseRow } from "./templates-api.ts";
import { UpgradeDialog } from "./UpgradeDialog.tsx";
import { UseDialog } from "./UseDialog.tsx";
import { UseTable } from "./UseTable.tsx";

export function TemplatePage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { templateId: id } = useParams({ from: "/templates/$templateId" });
  const template = useQuery({ queryKey: templateKeys.one(id), queryFn: ({ signal }) => templatesApi.get(id, signal) });
  const uses = useQuery({
    queryKey: templateKeys.uses(id),
    queryFn: async ({ signal }) => (await templatesApi.uses(id, signal)).items as UseRow[],
  });
  const [using, setUsing] = useState(false);
  const [upgrading, setUpgrading] = useState<UseRow | null>(null);
  const failed = template.error ?? uses.error;
  const add = (
    <May permission="flows.edit">
      <Button
        type="primary"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => setUsing(true)}
        data-testid="use-template"
      >
        {t("templates.use")}
      </Button>
    </May>
  );

  function content() {
    if (failed)
      return (
        <Failure
          error={failed}
          onRetry={() => void Promise.all([template.refetch(), uses.refetch()])}
          list="/templates"
        />
      );
    if (!template.data || !uses.data) return <Loading />;
    return (
      <div className={styles.sections}>
        <section className={styles.panel}>
          <h2>{t("templates.table")}</h2>
          {uses.data.length === 0 ? (
            <Empty title={t("templates.noUse")} hint={t("templates.noUseHint")}>
              {add}
            </Empty>
          ) : (
            <UseTable template={template.data} rows={uses.data} onUpgrade={setUpgrading} />
          )}
        </section>
        <section className={styles.panel}>
          <h2>{t("templates.does")}</h2>
          <SentenceList sentences={template.data.sentences} />
        </section>
        {template.data.golden.length === 0 ? null : (
          <section className={styles.panel}>
            <h2>{t("templates.golden")}</h2>
            <ul>
              {template.data.golden.map((one) => (
                <li key={one.id}>{one.name}</li>
              ))}
            </ul>
          </section>
        )}
      </div>
    );
  }

  return (
    <Screen
      bare
      title={
        <>
          <Link to="/templates" aria-label={t("templates.title")}>
            <LeftOutlined aria-hidden />
          </Link>{" "}
          {template.data ? format.text(template.data.name) : id}
        </>
      }
      {...(template.data ? { hint: format.text(template.data.description) } : {})}
      actions={
        <>
          <Button icon={<DownloadOutlined aria-hidden />} href={templatesApi.fileAddress(id)}>
            {t("templates.download")}
          </Button>
          {add}
        </>
      }
    >
      {content()}
      {using && template.data ? <UseDialog template={template.data} onClose={() => setUsing(false)} /> : null}
      {upgrading && template.data ? (
        <UpgradeDialog template={template.data} use={upgrading} onClose={() => setUpgrading(null)} />
      ) : null}
    </Screen>
  );
}
