/** A brand's own flows as one file, and such a file taken in. */
import { DownloadOutlined, UploadOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { flowsQuery } from "../shell/flow-query.ts";
import { May } from "../shell/May.tsx";
import { useFailureText } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useWorkspace } from "../shell/workspace.ts";
import styles from "./Templates.module.css";
import { templatesApi } from "./templates-api.ts";

export function BundleSection({ onImport }: { onImport: () => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const brands = useWorkspace()?.brands ?? [];
  const flows = useQuery(flowsQuery);
  const download = useMutation({
    mutationFn: (brand: string) => templatesApi.bundle(brand),
    onSuccess: ({ name, text }) => save(name, text),
    onError: (error) => toast("warn", `${failureText(error).title} ${failureText(error).hint}`),
  });
  const rows = brands.map(({ id, name }) => ({
    ...{ id, name },
    own: (flows.data?.items ?? []).filter((flow) => flow.brands.includes(id)).map((flow) => flow.name),
  }));
  const without = rows.filter(({ own }) => own.length === 0);
  return (
    <section data-testid="bundles">
      <div className={styles.head}>
        <h2>{t("templates.bundles")}</h2>
        <May permission="flows.edit">
          <Button size="small" icon={<UploadOutlined aria-hidden />} onClick={onImport}>
            {t("templates.bundleImport")}
          </Button>
        </May>
      </div>
      <p className="quiet">{t("templates.bundlesHint")}</p>
      {brands.length === 0 ? (
        <p className="quiet">
          {t("templates.bundleNoBrand")} <Link to="/settings/brands">{t("settings.brands")}</Link>
        </p>
      ) : null}
      <ul className={styles.cards}>
        {rows
          .filter(({ own }) => own.length > 0)
          .map(({ id, name, own }) => (
            <li key={id} className={styles.card} data-testid={`bundle-${id}`}>
              <h3>{name}</h3>
              <p className="quiet">{own.join(t("state.comma"))}</p>
              <footer>
                <Button
                  size="small"
                  icon={<DownloadOutlined aria-hidden />}
                  loading={download.isPending && download.variables === id}
                  onClick={() => download.mutate(id)}
                >
                  {t("templates.bundleExport", { n: own.length })}
                </Button>
              </footer>
            </li>
          ))}
      </ul>
      {flows.isSuccess && without.length > 0 ? (
        <p className="quiet">
          {t("templates.bundleNothing", { names: without.map(({ name }) => name).join(t("state.comma")) })}
        </p>
      ) : null}
    </section>
  );
}

function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
