import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Workspace } from "../shell/workspace.ts";
import { useWorkspace } from "../shell/workspace.ts";
import { ListEditor } from "./ListEditor.tsx";
import { newId, tidied } from "./rows.ts";
import { SettingsPage } from "./SettingsPage.tsx";

type Brand = Workspace["brands"][number];

export function BrandsPage() {
  const { t } = useTranslation();
  const create = (rows: readonly Brand[]): Brand => {
    const taken = rows.map(({ id }) => id);
    return { id: newId("", "brand", taken), name: "" };
  };
  return (
    <SettingsPage<Brand[]>
      title={t("settings.brands")}
      hint={t("setup.brandsHint")}
      read={({ brands }) => brands}
      write={(brands) => ({ brands: brands.map(tidied) })}
    >
      {(rows, change, error) => (
        <ListEditor
          part="brands"
          rows={rows}
          onChange={change}
          error={error}
          create={create}
          addLabel={t("setup.addBrand")}
          emptyText={t("setup.noBrands")}
          columns={[{ title: t("setup.ownTitle"), narrow: true, cell: (row) => <OwnCell brand={row} /> }]}
        />
      )}
    </SettingsPage>
  );
}

/** What the brand has of its own, and the way to it. */
function OwnCell({ brand: { id, name, calendar, approvers } }: { brand: Brand }) {
  const { t } = useTranslation();
  const isSaved = useWorkspace()?.brands.some((one) => one.id === id) ?? false;
  if (!isSaved) return <span className="quiet">{t("setup.saveFirst")}</span>;
  const own = [
    ...(calendar ? [t("setup.ownCalendar")] : []),
    ...(approvers ? [t("setup.ownChain", { count: approvers.length })] : []),
  ];
  return (
    <>
      <span className={own.length === 0 ? "quiet" : ""}>
        {own.length === 0 ? t("setup.ownNothing") : own.join(t("state.comma"))}
      </span>{" "}
      <Link to="/settings/brands/$brandId" params={{ brandId: id }} aria-label={t("setup.ownOpen", { name })}>
        {t("setup.openBrand")}
      </Link>
    </>
  );
}
