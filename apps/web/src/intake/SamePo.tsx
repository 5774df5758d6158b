import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { settingsOf, useSave } from "../settings/settings-api.ts";
import { useMay } from "../shell/session.ts";
import { useFailureText } from "../shell/states.tsx";
import type { Workspace } from "../shell/workspace.ts";
import { workspaceQuery } from "../shell/workspace.ts";
import styles from "./Intake.module.css";

const CHOICES = ["hold", "alert", "off"] as const;

/** What becomes of an order whose PO number another source's order has. */
export function SamePo() {
  const workspace = useQuery({ ...workspaceQuery, staleTime: 5_000 });
  return workspace.isSuccess ? <Choice workspace={workspace.data} /> : null;
}

function Choice({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const may = useMay("workspace.manage");
  const save = useSave(workspace, () => undefined);
  const value = settingsOf(workspace).samePo ?? "hold";
  return (
    <div className={styles.bar}>
      <p className="quiet">{save.isError ? failureText(save.error).title : t(`intake.samePo.help.${value}`)}</p>
      <span className={styles.choice}>
        <label htmlFor="same-po">{t("intake.samePo.title")}</label>
        <Select
          id="same-po"
          value={value}
          loading={save.isPending}
          disabled={!may || save.isPending}
          popupMatchSelectWidth={false}
          options={CHOICES.map((one) => ({ value: one, label: t(`intake.samePo.${one}`) }))}
          onChange={(same_po) => save.mutate({ same_po })}
        />
      </span>
    </div>
  );
}
