/** A list that flows refer to: a row each, in the order in which screens show it. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemAt } from "../shell/request.ts";
import { useFormat } from "../shell/workspace.ts";
import { moved, replaced, without } from "./rows.ts";
import styles from "./Settings.module.css";

/** Latin and full-width commas, and the enumeration comma. */
const SEPARATORS = [",", "\uff0c", "\u3001"];

export interface Named {
  id: string;
  name: string;
  synonyms?: string[] | undefined;
}
interface ListEditorProps<T extends Named> {
  /** The part's name in what is sent. */
  part: string;
  rows: T[];
  onChange: (rows: T[]) => void;
  error: unknown;
  addLabel: string;
  emptyText: string;
  create: (rows: readonly T[]) => T;
  columns: { title: string; cell: (row: T, change: (row: T) => void, place: number) => ReactNode; narrow?: true }[];
}

export function ListEditor<T extends Named>(props: ListEditorProps<T>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { part, rows, onChange, error, columns } = props;
  /** The row that was just added: its name is where typing goes on. */
  const [fresh, setFresh] = useState<string | null>(null);
  const set = (place: number, row: T) => onChange(replaced(rows, place, row));
  function add() {
    const row = props.create(rows);
    setFresh(row.id);
    onChange([...rows, row]);
  }
  return (
    <section className={styles.card}>
      <table className={styles.table} data-testid={`list-${part}`}>
        <thead>
          <tr>
            <th>{t("setup.name")}</th>
            {columns.map(({ title }) => (
              <th key={title}>{title}</th>
            ))}
            <th>{t("setup.synonyms")}</th>
            <th>{t("setup.id")}</th>
            <th className={styles.narrow}>{t("setup.actions")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => {
            const problem = problemAt(error, `/${part}/${place}`);
            return (
              <tr key={row.id}>
                <td>
                  <Input
                    aria-label={t("setup.nameOf", { n: place + 1 })}
                    value={row.name}
                    maxLength={100}
                    autoFocus={row.id === fresh}
                    {...(problem ? { status: "error" as const } : {})}
                    onChange={(event) => set(place, { ...row, name: event.target.value })}
                  />
                  {problem ? <p className={styles.wrong}>{format.text(problem)}</p> : null}
                </td>
                {columns.map(({ title, cell, narrow }) => (
                  <td key={title} className={narrow ? styles.narrow : undefined}>
                    {cell(row, (next) => set(place, next), place)}
                  </td>
                ))}
                <td>
                  <Select
                    mode="tags"
                    aria-label={t("setup.synonymsOf", { name: row.name })}
                    placeholder={t("setup.synonymsHint")}
                    value={row.synonyms ?? []}
                    open={false}
                    suffixIcon={null}
                    tokenSeparators={SEPARATORS}
                    onChange={(synonyms: string[]) => set(place, { ...row, synonyms })}
                  />
                </td>
                <td className={styles.narrow}>
                  <span className="mono quiet">{row.id}</span>
                </td>
                <td className={styles.narrow}>
                  <Button
                    type="text"
                    icon={<ArrowUpOutlined aria-hidden />}
                    aria-label={t("setup.up", { name: row.name })}
                    disabled={place === 0}
                    onClick={() => onChange(moved(rows, place, place - 1))}
                  />
                  <Button
                    type="text"
                    icon={<ArrowDownOutlined aria-hidden />}
                    aria-label={t("setup.down", { name: row.name })}
                    disabled={place === rows.length - 1}
                    onClick={() => onChange(moved(rows, place, place + 1))}
                  />
                  <Button
                    type="text"
                    icon={<DeleteOutlined aria-hidden />}
                    aria-label={t("setup.remove", { name: row.name })}
                    onClick={() => onChange(without(rows, place))}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.length === 0 ? <div className={styles.empty}>{props.emptyText}</div> : null}
      <Button className={styles.add ?? ""} icon={<PlusOutlined aria-hidden />} onClick={add} data-testid="add-row">
        {props.addLabel}
      </Button>
    </section>
  );
}
