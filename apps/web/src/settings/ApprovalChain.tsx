/** Who approves for a brand, level by level. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import { problemAt } from "../shell/request.ts";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import { moved, replaced, without } from "./rows.ts";
import styles from "./Settings.module.css";

interface ApprovalChainProps {
  /** Ids of people. */
  levels: string[][];
  error: unknown;
  pointer: string;
  onChange: (levels: string[][]) => void;
}
const MOST = 5;

export function ApprovalChain({ levels, error, pointer, onChange }: ApprovalChainProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const people = (useWorkspace()?.people ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <section className={styles.card}>
      <h2>{t("setup.chain")}</h2>
      <p>{t("setup.chainHint")}</p>
      {levels.length === 0 ? <p className="quiet">{t("setup.chainNone")}</p> : null}
      <table className={styles.table} data-testid="chain">
        <tbody>
          {levels.map((level, place) => {
            const problem = problemAt(error, `${pointer}/${place}`);
            const name = t("setup.chainLevel", { n: place + 1 });
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a level has no name but its place
              <tr key={place}>
                <td className={styles.narrow}>{name}</td>
                <td>
                  <Select
                    mode="multiple"
                    optionFilterProp="label"
                    aria-label={t("setup.chainWho", { n: place + 1 })}
                    value={level}
                    options={people}
                    {...(level.length === 0 || problem ? { status: "error" as const } : {})}
                    onChange={(next: string[]) => onChange(replaced(levels, place, next))}
                  />
                  {level.length === 0 ? <p className={styles.wrong}>{t("setup.chainEmptyLevel")}</p> : null}
                  {problem ? <p className={styles.wrong}>{format.text(problem)}</p> : null}
                </td>
                <td className={styles.narrow}>
                  <Button
                    type="text"
                    icon={<ArrowUpOutlined aria-hidden />}
                    aria-label={t("setup.up", { name })}
                    disabled={place === 0}
                    onClick={() => onChange(moved(levels, place, place - 1))}
                  />
                  <Button
                    type="text"
                    icon={<ArrowDownOutlined aria-hidden />}
                    aria-label={t("setup.down", { name })}
                    disabled={place === levels.length - 1}
                    onClick={() => onChange(moved(levels, place, place + 1))}
                  />
                  <Button
                    type="text"
                    icon={<DeleteOutlined aria-hidden />}
                    aria-label={t("setup.remove", { name })}
                    onClick={() => onChange(without(levels, place))}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <Button
        className={styles.add ?? ""}
        icon={<PlusOutlined aria-hidden />}
        disabled={levels.length >= MOST}
        onClick={() => onChange([...levels, []])}
      >
        {t("setup.chainAdd")}
      </Button>
    </section>
  );
}
