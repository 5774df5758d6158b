import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../shell/workspace.ts";
import styles from "./People.module.css";
import type { Role } from "./people-api.ts";

const ROLES: readonly Role[] = ["owner", "publisher", "editor", "operator", "clerk", "viewer", "brand_guest"];

/** A role, and for a brand guest the brand. */
export function RoleChoice(props: {
  role: Role;
  brand: string | null;
  disabled?: boolean;
  onChange: (role: Role, brand: string | null) => void;
}) {
  const { t } = useTranslation();
  const brands = useWorkspace()?.brands ?? [];
  const { role, brand, disabled = false, onChange } = props;
  const firstBrand = brands[0]?.id ?? null;
  return (
    <span className={styles.line}>
      <Select<Role>
        aria-label={t("people.role")}
        style={{ width: 130 }}
        disabled={disabled}
        value={role}
        options={ROLES.map((one) => ({
          value: one,
          label:
            one === "brand_guest" && brands.length === 0
              ? t("people.guestNeedsBrand", { role: t("account.roleName.brand_guest") })
              : t(`account.roleName.${one}`),
          disabled: one === "brand_guest" && brands.length === 0,
        }))}
        onChange={(next) => onChange(next, next === "brand_guest" ? firstBrand : null)}
      />
      {role === "brand_guest" ? (
        <Select<string>
          aria-label={t("people.brand")}
          style={{ width: 130 }}
          disabled={disabled}
          value={brands.find(({ id, name }) => id === brand || name === brand)?.id ?? brand ?? ""}
          options={brands.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(next) => onChange(role, next)}
        />
      ) : null}
    </span>
  );
}
