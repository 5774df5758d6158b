/** The order's states: their names, what proves them, and which may follow which. */

import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { EvidenceKind, OrderState, StateMachine } from "@switchyard/orders";
import { Button, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { problemAt } from "../shell/request.ts";
import { useFormat } from "../shell/workspace.ts";
import { newId } from "./rows.ts";
import styles from "./Settings.module.css";

interface StatesTableProps {
  machine: StateMachine;
  isDefault: boolean;
  error: unknown;
  /** Null: back to the default machine. */
  onChange: (machine: StateMachine | null) => void;
}
const EVIDENCE: readonly EvidenceKind[] = ["hand", "scan", "courier", "platform", "system"];

export function StatesTable({ machine, isDefault, error, onChange }: StatesTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const evidence = EVIDENCE.map((value) => ({ value, label: t(`setup.evidence.${value}`) }));
  const names = machine.states.map(({ id, label }) => ({ value: id, label: format.text(label) }));
  const problem = problemAt(error, "/states");
  const set = (state: OrderState) =>
    onChange({ ...machine, states: machine.states.map((one) => (one.id === state.id ? state : one)) });
  function follow(from: string, to: readonly string[]) {
    const others = machine.transitions.filter((one) => one.from !== from);
    const known = machine.transitions.filter((one) => one.from === from);
    const now = to.map((id) => known.find((one) => one.to === id) ?? { from, to: id });
    onChange({ ...machine, transitions: [...others, ...now] });
  }
  function add() {
    const id = newId("", "State", machine.states.map((one) => one.id)); // biome-ignore format: one line
    onChange({ ...machine, states: [...machine.states, { id, label: { zh: id, en: id } }] });
  }
  function remove(id: string) {
    onChange({
      ...machine,
      states: machine.states.filter((one) => one.id !== id),
      transitions: machine.transitions.filter((one) => one.from !== id && one.to !== id),
    });
  }
  return (
    <section className={styles.card}>
      <h2>{t("setup.states")}</h2>
      <p>{t(isDefault ? "setup.statesDefault" : "setup.statesHint")}</p>
      {problem ? <p className={styles.wrong}>{format.text(problem)}</p> : null}
      <table className={styles.table} data-testid="states">
        <thead>
          <tr>
            <th>{t("setup.id")}</th>
            <th>{t("setup.labelZh")}</th>
            <th>{t("setup.labelEn")}</th>
            <th>{t("setup.evidenceTitle")}</th>
            <th>{t("setup.next")}</th>
            <th className={styles.narrow}>{t("setup.actions")}</th>
          </tr>
        </thead>
        <tbody>
          {machine.states.map((state) => {
            const { id, label } = state;
            const to = machine.transitions.filter((one) => one.from === id).map((one) => one.to);
            return (
              <tr key={id}>
                <td className={styles.narrow}>
                  <span className="mono quiet">{id}</span>
                </td>
                <td>
                  <Input
                    aria-label={t("setup.labelZh")}
                    value={label.zh}
                    onChange={(event) => set({ ...state, label: { ...label, zh: event.target.value } })}
                  />
                </td>
                <td>
                  <Input
                    aria-label={t("setup.labelEn")}
                    value={label.en}
                    onChange={(event) => set({ ...state, label: { ...label, en: event.target.value } })}
                  />
                </td>
                <td>
                  <Select
                    mode="multiple"
                    aria-label={t("setup.evidenceTitle")}
                    placeholder={t("setup.noEvidence")}
                    value={state.evidence ?? []}
                    options={evidence}
                    onChange={(kinds: EvidenceKind[]) => {
                      const { evidence: _, ...rest } = state;
                      set(kinds.length === 0 ? rest : { ...rest, evidence: kinds });
                    }}
                  />
                </td>
                <td>
                  <Select
                    mode="multiple"
                    aria-label={t("setup.next")}
                    placeholder={t("setup.noNext")}
                    optionFilterProp="label"
                    value={to}
                    options={names.filter(({ value }) => value !== id)}
                    onChange={(next: string[]) => follow(id, next)}
                  />
                </td>
                <td className={styles.narrow}>
                  <Button
                    type="text"
                    icon={<DeleteOutlined aria-hidden />}
                    aria-label={t("setup.remove", { name: format.text(label) })}
                    disabled={id === machine.initial}
                    onClick={() => remove(id)}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className={styles.hours}>
        <Button className={styles.add ?? ""} icon={<PlusOutlined aria-hidden />} onClick={add}>
          {t("setup.addState")}
        </Button>
        {isDefault ? null : (
          <Button className={styles.add ?? ""} onClick={() => onChange(null)}>
            {t("setup.defaultStates")}
          </Button>
        )}
      </div>
    </section>
  );
}
