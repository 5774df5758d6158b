import { InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Workspace } from "../shell/workspace.ts";
import { ListEditor } from "./ListEditor.tsx";
import { OnlyBrands, withBrands } from "./OnlyBrands.tsx";
import { newId, tidied } from "./rows.ts";
import styles from "./Settings.module.css";
import { SettingsPage } from "./SettingsPage.tsx";

type Destination = Workspace["destinations"][number];
const KINDS = ["line", "warehouse", "wave"] as const;
const COLOURS = ["#3a4bd0", "#16774a", "#96590b", "#8a3fb0", "#0f7a8a", "#b0456b", "#5f6a7c"];

export function DestinationsPage() {
  const { t } = useTranslation();
  const create = (rows: readonly Destination[]): Destination => {
    const taken = rows.map(({ id }) => id);
    const color = COLOURS[rows.length % COLOURS.length] ?? "#5f6a7c";
    return { id: newId("", "destination", taken), name: "", kind: "line", color };
  };
  const kinds = KINDS.map((value) => ({ value, label: t(`setup.kind.${value}`) }));
  return (
    <SettingsPage<Destination[]>
      title={t("settings.destinations")}
      hint={t("setup.destinationsHint")}
      read={({ destinations }) => destinations}
      write={(destinations) => ({ destinations: destinations.map(tidied) })}
    >
      {(rows, change, error) => (
        <ListEditor
          part="destinations"
          rows={rows}
          onChange={change}
          error={error}
          create={create}
          addLabel={t("setup.addDestination")}
          emptyText={t("setup.noDestinations")}
          columns={[
            {
              title: t("setup.kindTitle"),
              cell: (row, set) => (
                <Select
                  aria-label={t("setup.kindTitle")}
                  value={row.kind}
                  options={kinds}
                  onChange={(kind) => set({ ...row, kind })}
                />
              ),
            },
            {
              title: t("setup.capacity"),
              cell: (row, set) => (
                <InputNumber
                  aria-label={t("setup.capacityOf", { name: row.name })}
                  min={1}
                  max={10_000_000}
                  precision={0}
                  value={row.capacity_per_day ?? null}
                  onChange={(value) => {
                    const { capacity_per_day: _, ...rest } = row;
                    set(value === null ? rest : { ...rest, capacity_per_day: value });
                  }}
                />
              ),
            },
            {
              title: t("setup.onlyBrands"),
              cell: (row, set) => (
                <OnlyBrands name={row.name} value={row.brands} onChange={(brands) => set(withBrands(row, brands))} />
              ),
            },
            {
              title: t("setup.colour"),
              narrow: true,
              cell: (row, set) => (
                <input
                  type="color"
                  className={styles.swatch}
                  aria-label={t("setup.colourOf", { name: row.name })}
                  value={row.color ?? "#5f6a7c"}
                  onChange={(event) => set({ ...row, color: event.target.value })}
                />
              ),
            },
          ]}
        />
      )}
    </SettingsPage>
  );
}
