import { useTranslation } from "react-i18next";
import { useWorkspace } from "../shell/workspace.ts";

/** Somebody whom the journal names, as people call them. */
export function usePersonName(): (who: { id: string; name: string }) => string {
  const { t } = useTranslation();
  const people = useWorkspace()?.people ?? [];
  return ({ id, name }) => {
    if (id === "local") return t("orders.byLocal");
    if (id === "switchyard") return "";
    return name === id ? (people.find((one) => one.id === id)?.name ?? name) : name;
  };
}
