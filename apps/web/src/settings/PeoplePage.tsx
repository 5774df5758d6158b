import { AutoComplete } from "antd";
import { useTranslation } from "react-i18next";
import type { Workspace } from "../shell/workspace.ts";
import { ListEditor } from "./ListEditor.tsx";
import { newId, tidied } from "./rows.ts";
import { SettingsPage } from "./SettingsPage.tsx";

type Person = Workspace["people"][number];

export function PeoplePage() {
  const { t } = useTranslation();
  const create = (rows: readonly Person[]): Person => {
    const taken = rows.map(({ id }) => id);
    return { id: newId("", "person", taken), name: "", role: "" };
  };
  return (
    <SettingsPage<Person[]>
      title={t("settings.people")}
      hint={t("setup.peopleHint")}
      read={({ people }) => people}
      write={(people) => ({ people: people.map((one) => ({ ...tidied(one), role: one.role.trim() })) })}
    >
      {(rows, change, error) => (
        <ListEditor
          part="people"
          rows={rows}
          onChange={change}
          error={error}
          create={create}
          addLabel={t("setup.addPerson")}
          emptyText={t("setup.noPeople")}
          columns={[
            {
              title: t("setup.role"),
              cell: (row, set) => (
                <AutoComplete
                  aria-label={t("setup.roleOf", { name: row.name })}
                  value={row.role}
                  style={{ width: "100%" }}
                  options={[...new Set(rows.map(({ role }) => role))].filter(Boolean).map((value) => ({ value }))}
                  onChange={(role) => set({ ...row, role })}
                />
              ),
            },
          ]}
        />
      )}
    </SettingsPage>
  );
}
