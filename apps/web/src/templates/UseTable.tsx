/** Brands × parameters: cells are typed or pasted from a spreadsheet, and saved into the drafts together. */
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Tag } from "antd";
import { type ClipboardEvent, type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { readTsv } from "../designer/table/tsv.ts";
import { keys, queryClient } from "../shell/query.ts";
import { useMay } from "../shell/session.ts";
import { toast } from "../shell/toasts.ts";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import { cellText, readCell } from "./cell-text.ts";
import styles from "./Templates.module.css";
import { type ParameterValue, type TemplateView, templateKeys, templatesApi, type UseRow } from "./templates-api.ts";

interface UseTableProps {
  template: TemplateView;
  rows: readonly UseRow[];
  onUpgrade: (row: UseRow) => void;
}
/** `flow parameter` → what was typed and not saved yet. */
type Typed = Readonly<Record<string, string>>;
const keyOf = (flow: string, parameter: string) => `${flow} ${parameter}`;

export function UseTable({ template, rows, onUpgrade }: UseTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const tellFailure = useTellFailure();
  const may = useMay("flows.edit");
  const [typed, setTyped] = useState<Typed>({});
  const names = {
    destinations: workspace?.destinations ?? [],
    people: workspace?.people ?? [],
    language: format.language,
  };
  const brandName = (id: string) => workspace?.brands.find((one) => one.id === id)?.name ?? id;
  const { parameters } = template;
  const isWrong = (row: UseRow, at: number) => {
    const one = parameters[at];
    const said = one === undefined ? undefined : typed[keyOf(row.flow, one.id)];
    return one !== undefined && said !== undefined && !readCell(one, said, names).ok;
  };
  const wrong = rows.some((row) => parameters.some((_, at) => isWrong(row, at)));
  const count = Object.keys(typed).length;

  function changes() {
    return rows.flatMap((row) => {
      const values: Record<string, ParameterValue | null> = {};
      for (const one of parameters) {
        const said = typed[keyOf(row.flow, one.id)];
        const read = said === undefined ? null : readCell(one, said, names);
        if (read?.ok) values[one.id] = read.value;
      }
      return Object.keys(values).length === 0 ? [] : [{ flow: row.flow, values }];
    });
  }
  const save = useMutation({
    mutationFn: () => templatesApi.change(template.id, changes()),
    onSuccess: async ({ items }) => {
      const refused = new Set(items.flatMap((one) => (one.ok ? [] : [one.flow])));
      setTyped(Object.fromEntries(Object.entries(typed).filter(([key]) => refused.has(key.split(" ")[0] ?? ""))));
      const problems = items.flatMap((one) => (one.ok ? [] : (one.problems ?? [])));
      if (problems.length > 0) toast("warn", problems.map((one) => format.text(one.message)).join(" "));
      else toast("ok", t("templates.saved", { n: items.length }));
      await queryClient.invalidateQueries({ queryKey: templateKeys.uses(template.id) });
      void queryClient.invalidateQueries({ queryKey: keys.flows });
    },
    onError: tellFailure,
  });

  function paste(event: ClipboardEvent, row: number, column: number): void {
    if (!may) return;
    const cells = readTsv(event.clipboardData.getData("text/plain"));
    if (cells.length <= 1 && (cells[0]?.length ?? 0) <= 1) return;
    event.preventDefault();
    const next = { ...typed };
    cells.forEach((line, down) => {
      line.forEach((said, right) => {
        const [target, one] = [rows[row + down], parameters[column + right]];
        if (target !== undefined && one !== undefined) next[keyOf(target.flow, one.id)] = said;
      });
    });
    setTyped(next);
  }
  function move(event: KeyboardEvent<HTMLInputElement>, row: number, column: number): void {
    if (event.nativeEvent.isComposing) return;
    const by = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = document.querySelector<HTMLInputElement>(`[data-cell="${row + by} ${column}"]`);
    next?.focus();
    next?.select();
  }

  return (
    <>
      <div className={styles.scroll}>
        <table className={styles.grid} data-testid="use-table">
          <thead>
            <tr>
              <th scope="col">{t("templates.flow")}</th>
              <th scope="col">{t("templates.release")}</th>
              {parameters.map((one) => (
                <th key={one.id} scope="col">
                  {format.text(one.label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, down) => (
              <tr key={row.flow}>
                <th scope="row">
                  <Link to="/flows/$flowId" params={{ flowId: row.flow }}>
                    {row.name}
                  </Link>
                  <div className="quiet">
                    {row.brands.length === 0 ? t("flows.allBrands") : row.brands.map(brandName).join(t("state.comma"))}{" "}
                    · {t(`flows.state.${row.status}`)}
                  </div>
                </th>
                <td>
                  <Tag>{`r${row.version}`}</Tag>
                  {row.own_changes > 0 ? (
                    <span className="quiet">{t("templates.own", { n: row.own_changes })}</span>
                  ) : null}
                  {may && row.version < template.version ? (
                    <Button size="small" type="link" onClick={() => onUpgrade(row)}>
                      {t("templates.upgradeTo", { version: template.version })}
                    </Button>
                  ) : null}
                </td>
                {parameters.map((one, right) => {
                  const key = keyOf(row.flow, one.id);
                  const said = typed[key];
                  return (
                    <td key={one.id} data-own={row.given.includes(one.id) || undefined}>
                      <input
                        aria-label={`${row.name} ${format.text(one.label)}`}
                        aria-invalid={isWrong(row, right)}
                        readOnly={!may}
                        data-cell={`${down} ${right}`}
                        data-typed={said !== undefined || undefined}
                        value={said ?? cellText(one, row.values[one.id], names)}
                        onChange={(event) => setTyped({ ...typed, [key]: event.target.value })}
                        onPaste={(event) => paste(event, down, right)}
                        onKeyDown={(event) => move(event, down, right)}
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.tableFoot}>
        <span className="quiet">
          {t(may ? (wrong ? "templates.wrongCell" : "templates.tableHint") : "state.lookOnly")}
        </span>
        <Button disabled={count === 0} onClick={() => setTyped({})}>
          {t("templates.discard")}
        </Button>
        <Button
          type="primary"
          disabled={count === 0 || wrong}
          loading={save.isPending}
          onClick={() => save.mutate()}
          data-testid="save-uses"
        >
          {t("templates.save", { n: count })}
        </Button>
      </div>
    </>
  );
}
