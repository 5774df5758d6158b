/** The brands that have a destination or a field; none chosen: all. */
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../shell/workspace.ts";

interface OnlyBrandsProps {
  /** What they are the brands of. */
  name: string;
  value: string[] | undefined;
  /** Undefined: all brands. */
  onChange: (brands: string[] | undefined) => void;
}

export function OnlyBrands({ name, value, onChange }: OnlyBrandsProps) {
  const { t } = useTranslation();
  const brands = useWorkspace()?.brands ?? [];
  return (
    <Select
      mode="multiple"
      optionFilterProp="label"
      style={{ minWidth: 150 }}
      aria-label={t("setup.onlyBrandsOf", { name })}
      placeholder={t("setup.allBrands")}
      value={value ?? []}
      options={brands.map(({ id, name: label }) => ({ value: id, label }))}
      onChange={(next: string[]) => onChange(next.length === 0 ? undefined : next)}
    />
  );
}

/** A row without the part, or with it. */
export function withBrands<T extends { brands?: string[] | undefined }>(row: T, brands: string[] | undefined): T {
  const { brands: _, ...rest } = row;
  return (brands === undefined ? rest : { ...rest, brands }) as T;
}
