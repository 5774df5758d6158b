/** The brands a flow applies to: chips while there are few, a searchable list when there are many. */
import { useTranslation } from "react-i18next";
import { part } from "../../shell/part.ts";
import { useWorkspace } from "../../shell/workspace.ts";
import { withWords } from "../../words/load-words.ts";
import styles from "./Inspector.module.css";

const ManyBrands = part(withWords(["forms"], () => import("./ManyBrands.tsx")));
const FEW = 12;

export interface BrandFieldProps {
  value: readonly string[];
  readOnly: boolean;
  onChange: (brands: string[]) => void;
}

export function BrandField({ value, readOnly, onChange }: BrandFieldProps) {
  const { t } = useTranslation();
  const brands = useWorkspace()?.brands ?? [];
  const unknown = value.filter((id) => !brands.some((brand) => brand.id === id)).map((id) => ({ id, name: id }));
  const all = [...brands, ...unknown];
  if (all.length > FEW) return <ManyBrands brands={all} value={value} readOnly={readOnly} onChange={onChange} />;
  const toggle = (id: string) => onChange(value.includes(id) ? value.filter((other) => other !== id) : [...value, id]);
  return (
    <fieldset className={styles.chips} aria-label={t("inspector.brands")}>
      {all.map((brand) => (
        <button
          key={brand.id}
          type="button"
          className={styles.chip}
          aria-pressed={value.includes(brand.id)}
          disabled={readOnly}
          onClick={() => toggle(brand.id)}
        >
          {brand.name}
        </button>
      ))}
    </fieldset>
  );
}
