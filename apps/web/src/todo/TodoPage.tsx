/** What waits for a person, one kind at a time: decide it here, or open the order. */
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Input, Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useActing } from "../orders/acting.ts";
import { Pager } from "../shell/Pager.tsx";
import { queryClient } from "../shell/query.ts";
import { Screen } from "../shell/Screen.tsx";
import { withPages } from "../shell/search-read.ts";
import { Empty, Failure, Loading, useFailureText } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useFormat } from "../shell/workspace.ts";
import { TODO_PARTS, type TodoPart } from "./parts.ts";
import { loadRows, type TodoAction } from "./rows.ts";
import styles from "./Todo.module.css";
import { TodoTable } from "./TodoTable.tsx";
import { todoApi } from "./todo-api.ts";

const route = getRouteApi("/todo");
const KEY = "switchyard.acting-as";
const isAnswer = (value: unknown): value is { result: string; records: { text: { zh: string; en: string } }[] } =>
  typeof value === "object" && value !== null && "result" in value && "records" in value;

export function TodoPage() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const failureText = useFailureText();
  const search = route.useSearch();
  const { part = "approvals", q = "", mine = false, pages: trail = [] } = search;
  const [chosen, setChosen] = useState(() => localStorage.getItem(KEY));
  const { by, choices, inName } = useActing(chosen);
  const query = { q, person: mine ? by : undefined, cursor: trail.at(-1) };
  const counts = useQuery({ queryKey: ["todo", "counts"], queryFn: ({ signal }) => todoApi.counts(signal) });
  const rows = useQuery({
    // Rows are in words: another language asks anew, once its words are there.
    queryKey: ["todo", part, query, i18n.language],
    queryFn: ({ signal }) => loadRows(part, query, { t, format }, signal),
    placeholderData: keepPreviousData,
  });
  const act = useMutation({
    mutationFn: ({ action, who }: { action: TodoAction; who: string }) => action.run(who),
    onSuccess: (answer, { action }) => {
      void queryClient.invalidateQueries({ queryKey: ["todo"] });
      void queryClient.invalidateQueries({ queryKey: ["inbox"] });
      const refused =
        isAnswer(answer) && answer.result !== "done" && answer.result !== "waiting" ? answer.records[0] : undefined;
      if (refused === undefined) toast("ok", t("todo.did", { action: action.label }));
      else toast("warn", format.text(refused.text));
    },
    onError: (error) => {
      toast("warn", failureText(error).title);
      void queryClient.invalidateQueries({ queryKey: ["todo"] });
    },
  });
  const show = (next: TodoPart) => void navigate({ to: "/todo", search: { part: next } });
  const setTrail = (pages: readonly string[]) => {
    const { pages: _here, ...rest } = search;
    void navigate({ to: "/todo", search: { ...rest, ...withPages(pages) } });
  };
  /** Another filter begins at its first page. */
  const filter = (next: { q?: string; mine?: boolean }) => {
    const wanted = { q, mine, ...next };
    const filters = { ...(wanted.q === "" ? {} : { q: wanted.q }), ...(wanted.mine ? { mine: true as const } : {}) };
    void navigate({ to: "/todo", search: { part, ...filters }, replace: true });
  };
  const label = (one: TodoPart) =>
    counts.data === undefined ? t(`todo.part.${one}`) : `${t(`todo.part.${one}`)} ${format.number(counts.data[one])}`;

  function content() {
    if (rows.isPending) return <Loading />;
    if (rows.isError) return <Failure of={rows} />;
    if (rows.data.rows.length === 0 && rows.data.nextCursor === null) {
      const isFiltered = q !== "" || mine;
      return <Empty title={t(isFiltered ? "todo.noneFound" : `todo.empty.${part}`)} hint={t(`todo.hint.${part}`)} />;
    }
    return <TodoTable rows={rows.data.rows} busy={act.isPending} onAct={(action) => act.mutate({ action, who: by })} />;
  }

  const next = rows.data?.nextCursor ?? null;
  return (
    <Screen
      title={t("nav.todo")}
      hint={t(`todo.hint.${part}`)}
      actions={
        choices.length === 0 ? null : (
          <>
            {inName === null ? null : (
              <span className="quiet" role="status">
                {t("todo.inName", inName)}
              </span>
            )}
            <Select
              aria-label={t("todo.actingAs")}
              prefix={<span className="quiet">{t("todo.actingAs")}</span>}
              style={{ minWidth: 190 }}
              value={by}
              options={choices}
              onChange={(id) => {
                setChosen(id);
                localStorage.setItem(KEY, id ?? "");
              }}
            />
          </>
        )
      }
      filters={
        <>
          <Segmented
            aria-label={t("todo.parts")}
            value={part}
            options={TODO_PARTS.map((value) => ({ value, label: label(value) }))}
            onChange={show}
          />
          <span style={{ flex: 1 }} />
          {part === "approvals" || part === "tasks" ? (
            <Segmented
              aria-label={t("todo.whose")}
              value={mine ? "mine" : "all"}
              options={[
                { value: "all", label: t("todo.all") },
                { value: "mine", label: t("todo.mine") },
              ]}
              onChange={(value) => filter({ mine: value === "mine" })}
            />
          ) : null}
          {part === "batches" ? null : (
            <Input.Search
              key={`${part} ${q}`}
              allowClear
              defaultValue={q}
              style={{ width: 220 }}
              placeholder={t("todo.search")}
              aria-label={t("todo.search")}
              onSearch={(words) => filter({ q: words.trim() })}
            />
          )}
        </>
      }
    >
      <div className={styles.page}>
        <div className={styles.rows}>{content()}</div>
        <Pager trail={trail} next={next} onChange={setTrail} />
      </div>
    </Screen>
  );
}
