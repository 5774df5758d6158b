import { Select } from "antd";
import { useTranslation } from "react-i18next";
import type { BrandFieldProps } from "./BrandField.tsx";
import { leaveOnTab } from "./Choices.tsx";

export default function ManyBrands(props: BrandFieldProps & { brands: readonly { id: string; name: string }[] }) {
  const { t } = useTranslation();
  return (
    <Select
      mode="multiple"
      onInputKeyDown={leaveOnTab}
      aria-label={t("inspector.brands")}
      placeholder={t("form.allBrands")}
      showSearch={{ optionFilterProp: "label" }}
      disabled={props.readOnly}
      value={[...props.value]}
      options={props.brands.map((brand) => ({ value: brand.id, label: brand.name }))}
      onChange={props.onChange}
    />
  );
}
