import { useTranslation } from "react-i18next";

/** Data sets that come with the product: where they are from, and under which licence. */
const SHIPPED = ["demo-garment", "uci-online-retail"] as const;

/** What a person noted, or where a data set of the demo comes from, in the reader's language. */
export function useDatasetNote(): (dataset: { id: string; note: string | null }) => string | null {
  const { t } = useTranslation();
  return ({ id, note }) => {
    const shipped = SHIPPED.find((one) => one === id);
    return note || (shipped === undefined ? null : t(`sandbox.shipped.${shipped}`));
  };
}
