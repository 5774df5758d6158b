import { useTranslation } from "react-i18next";
import type { Workspace } from "../shell/wire.ts";
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
      title={t("setup.brands")}
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
          columns={[]}
        />
      )}
    </SettingsPage>
  );
}
