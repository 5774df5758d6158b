/** In the publish dialog: all new orders at once, or a share of them first, with guards that take it back. */
import { Checkbox, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./DesignerBar.module.css";

export interface RollOutWishValue {
  percent: number;
  by: "order" | "customer" | "brand";
  guards: { after: number; alerts?: number; undecided?: number; errors?: number };
}
const START: RollOutWishValue = {
  percent: 5,
  by: "order",
  guards: { after: 50, errors: 1, undecided: 20, alerts: 20 },
};
const GUARDS = ["errors", "undecided", "alerts"] as const;

interface RollOutWishProps {
  value: RollOutWishValue | null;
  onChange: (value: RollOutWishValue | null) => void;
}

export function RollOutWish({ value, onChange }: RollOutWishProps) {
  const { t } = useTranslation();
  return (
    <section className={styles.wish}>
      <Checkbox
        checked={value !== null}
        onChange={(event) => onChange(event.target.checked ? START : null)}
        data-testid="rollout-wish"
      >
        {t("rollout.wish")}
      </Checkbox>
      {value === null ? null : (
        <>
          <div>
            <InputNumber
              aria-label={t("rollout.percent")}
              min={0}
              max={100}
              precision={2}
              addonAfter="%"
              style={{ width: 120 }}
              value={value.percent}
              onChange={(percent) => onChange({ ...value, percent: percent ?? 0 })}
            />
            <Select
              aria-label={t("rollout.byLabel")}
              style={{ width: 160 }}
              value={value.by}
              options={(["order", "customer", "brand"] as const).map((by) => ({
                value: by,
                label: t(`rollout.by.${by}`),
              }))}
              onChange={(by) => onChange({ ...value, by })}
            />
          </div>
          <div>
            <span>{t("rollout.takeBack", { after: value.guards.after })}</span>
            {GUARDS.map((what) => (
              <InputNumber
                key={what}
                aria-label={t(`rollout.figure.${what}`)}
                addonBefore={t(`rollout.figure.${what}`)}
                min={0}
                max={10_000}
                style={{ width: 170 }}
                value={value.guards[what] ?? null}
                onChange={(most) => {
                  const { [what]: _, ...others } = value.guards;
                  onChange({ ...value, guards: most === null ? { ...others } : { ...others, [what]: most } });
                }}
              />
            ))}
          </div>
        </>
      )}
    </section>
  );
}
