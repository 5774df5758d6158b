/** 免打扰时段 of the workspace: whom it is for, from when to when, and from which level an alert goes at once. */
import { type QuietSettings, URGENT_LEVEL } from "@switchyard/orders";
import { Checkbox, Select } from "antd";
import { useTranslation } from "react-i18next";
import { NIGHT, QuietSpan } from "../shell/QuietSpan.tsx";
import { problemAt } from "../shell/request.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Settings.module.css";

interface QuietHoursCardProps {
  value: QuietSettings | undefined;
  error: unknown;
  onChange: (value: QuietSettings) => void;
}

export function QuietHoursCard({ value = { urgent: URGENT_LEVEL }, error, onChange }: QuietHoursCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section className={styles.card}>
      <h2>{t("setup.quiet.title")}</h2>
      <p>{t("setup.quiet.hint")}</p>
      {(["customers", "people"] as const).map((whom) => {
        const { [whom]: hours, ...others } = value;
        const problem = problemAt(error, `/quiet_hours/${whom}`);
        return (
          <div key={whom} className={styles.quiet}>
            <Checkbox
              checked={hours !== undefined}
              onChange={(event) => onChange(event.target.checked ? { ...others, [whom]: NIGHT } : others)}
            >
              {t(`setup.quiet.${whom}`)}
            </Checkbox>
            {hours === undefined ? (
              <span className="quiet">{t("setup.quiet.any")}</span>
            ) : (
              <QuietSpan
                from={t("setup.quiet.from", { whom: t(`setup.quiet.${whom}`) })}
                to={t("setup.quiet.to", { whom: t(`setup.quiet.${whom}`) })}
                value={hours}
                onChange={(next) => onChange({ ...value, [whom]: next })}
              />
            )}
            {problem ? <p className={styles.wrong}>{format.text(problem)}</p> : null}
          </div>
        );
      })}
      <div className={styles.quiet}>
        <span>{t("setup.quiet.urgent")}</span>
        <Select
          aria-label={t("setup.quiet.urgent")}
          value={value.urgent}
          options={[1, 2, 3, 4].map((level) => ({
            value: level,
            label: t(level === 4 ? "setup.quiet.onlyLevel" : "setup.quiet.fromLevel", { n: level }),
          }))}
          onChange={(urgent) => onChange({ ...value, urgent })}
        />
      </div>
      <p className={styles.last}>{t("setup.quiet.rest")}</p>
    </section>
  );
}
