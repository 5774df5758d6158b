/** A newer release for a brand: what changes, and where it meets the brand's own changes — each decided by one click. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Modal, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keys, queryClient } from "../shell/query.ts";
import { Failure, Loading, useFailureText } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useFormat } from "../shell/workspace.ts";
import { ChangeList } from "../versions/ChangeList.tsx";
import styles from "./Templates.module.css";
import { templateKeys, templatesApi, type UseRow } from "./templates-api.ts";

export function UpgradeDialog({ template, use, onClose }: { template: string; use: UseRow; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const failureText = useFailureText();
  const [taken, setTaken] = useState<readonly string[]>([]);
  const input = { flow: use.flow, take: [...taken] };
  const preview = useQuery({
    queryKey: [...templateKeys.uses(template), "upgrade", input],
    queryFn: ({ signal }) => templatesApi.preview(template, input, signal),
    placeholderData: (before) => before,
  });
  const upgrade = useMutation({
    mutationFn: () => templatesApi.upgrade(template, input),
    onSuccess: ({ version }) => {
      toast("ok", t("templates.upgraded", { version }));
      void queryClient.invalidateQueries({ queryKey: templateKeys.uses(template) });
      void queryClient.invalidateQueries({ queryKey: keys.flows });
      onClose();
    },
  });
  const { data } = preview;
  return (
    <Modal
      open
      width={680}
      title={t("templates.upgradeTitle", { name: use.name })}
      okText={t("templates.upgrade")}
      cancelText={t("state.cancel")}
      okButtonProps={{ disabled: !data, loading: upgrade.isPending }}
      onOk={() => upgrade.mutate()}
      onCancel={onClose}
    >
      <div className={styles.dialog} data-testid="upgrade-dialog">
        {preview.isError ? <Failure error={preview.error} /> : null}
        {preview.isPending ? <Loading /> : null}
        {data ? (
          <>
            <h3>{t("templates.changes", { from: data.from, to: data.to })}</h3>
            <ChangeList changes={data.changes} />
            {data.conflicts.length > 0 ? <h3>{t("templates.conflicts", { n: data.conflicts.length })}</h3> : null}
            {data.conflicts.map((one) => (
              <div key={one.id} className={styles.conflict}>
                <p>{format.text(one.sentence)}</p>
                <Radio.Group
                  value={taken.includes(one.id) ? "theirs" : "ours"}
                  onChange={(event) =>
                    setTaken(event.target.value === "theirs" ? [...taken, one.id] : taken.filter((id) => id !== one.id))
                  }
                >
                  <Radio value="ours">{t("templates.ours")}</Radio>
                  <Radio value="theirs">{t("templates.theirs")}</Radio>
                </Radio.Group>
              </div>
            ))}
          </>
        ) : null}
        {upgrade.isError ? (
          <p role="alert" className={styles.refused}>
            {failureText(upgrade.error).title} {failureText(upgrade.error).hint}
          </p>
        ) : null}
      </div>
    </Modal>
  );
}
