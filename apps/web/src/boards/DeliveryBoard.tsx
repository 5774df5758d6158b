import { useTranslation } from "react-i18next";
import { Empty } from "../shell/states.tsx";

/** Open orders by where they go and when they are due. */
export function DeliveryBoard() {
  const { t } = useTranslation();
  return <Empty title={t("boards.tab.delivery")} />;
}
