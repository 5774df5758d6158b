/** Deadlines of orders: what was not kept, and what runs, the nearest first. The countdown ticks here; the server is not asked for it. */
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import { May } from "../shell/May.tsx";
import { Pager } from "../shell/Pager.tsx";
import { withPages } from "../shell/search-read.ts";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Boards.module.css";
import { boardsApi, type Deadlines, useBoard } from "./boards-api.ts";
import { type BoardsSearch, LEVELS } from "./boards-search.ts";
import { DeadlineTable } from "./DeadlineTable.tsx";
import { Freshness } from "./Freshness.tsx";
import { useNow } from "./use-now.ts";
import { useWall } from "./wall.ts";

/** The server counts no further. */
const MOST = 10_000;
/** What is read from across the room; of it so many late ones at most. */
const [ON_WALL, LATE_ON_WALL] = [7, 3];

export function DeadlinesBoard() {
  const { t } = useTranslation();
  const format = useFormat();
  const isWall = useWall();
  const { flow, level, pages: trail = [] } = useSearch({ from: "/boards" });
  const navigate = useNavigate();
  const filter = { flow, level, cursor: isWall ? undefined : trail.at(-1) };
  const board = useBoard(["deadlines", filter], (signal) => boardsApi.deadlines(filter, signal));
  const now = useNow(board.data?.at, board.dataUpdatedAt);
  const show = (next: BoardsSearch) => void navigate({ to: "/boards/deadlines", search: next, replace: true });
  const chosen = { ...(flow === undefined ? {} : { flow }), ...(level === undefined ? {} : { level }) };

  function content({ late: broken, late_more, items, total }: Deadlines) {
    // What was open when it was asked for may be over by now.
    const [over, ahead] = [items.filter((one) => one.deadline < now), items.filter((one) => one.deadline >= now)];
    const late = [...broken, ...over].sort((a, b) => b.deadline - a.deadline);
    if (late.length + ahead.length === 0) return <Nothing isFiltered={flow !== undefined || level !== undefined} />;
    const lateShown = isWall ? late.slice(0, Math.max(LATE_ON_WALL, ON_WALL - ahead.length)) : late;
    const aheadShown = isWall ? ahead.slice(0, ON_WALL - lateShown.length) : ahead;
    const count = total >= MOST ? t("boards.atLeast", { n: format.number(MOST) }) : format.number(total);
    const hasMoreLate = late_more || lateShown.length < late.length;
    return (
      <>
        {lateShown.length > 0 ? (
          <DeadlineTable
            title={t(hasMoreLate ? "boards.lateShown" : "boards.late", { n: lateShown.length })}
            rows={lateShown}
            now={now}
          />
        ) : null}
        {aheadShown.length > 0 ? (
          <DeadlineTable title={t("boards.running", { count })} rows={aheadShown} now={now} />
        ) : null}
        {isWall && aheadShown.length < ahead.length ? (
          <p className={styles.more}>{t("boards.moreRunning", { n: format.number(total - aheadShown.length) })}</p>
        ) : null}
      </>
    );
  }

  return (
    <section className={styles.main} aria-label={t("boards.tab.deadlines")}>
      <div className={styles.bar}>
        {isWall ? null : (
          <>
            <Select
              style={{ width: 190 }}
              allowClear
              placeholder={t("boards.flow")}
              aria-label={t("boards.flow")}
              value={flow}
              options={(board.data?.flows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(next?: string) => {
                const { flow: _, ...rest } = chosen;
                show(next === undefined ? rest : { ...rest, flow: next });
              }}
            />
            <Select
              style={{ width: 130 }}
              allowClear
              placeholder={t("boards.level")}
              aria-label={t("boards.level")}
              value={level}
              options={LEVELS.map((n) => ({ value: n, label: t("inbox.level", { n }) }))}
              onChange={(next?: number) => {
                const { level: _, ...rest } = chosen;
                show(next === undefined ? rest : { ...rest, level: next });
              }}
            />
          </>
        )}
        <Freshness query={board} />
      </div>
      {board.data === undefined ? board.isError ? <Failure of={board} /> : <Loading /> : content(board.data)}
      {isWall ? null : (
        <Pager
          trail={trail}
          next={board.data?.nextCursor ?? null}
          onChange={(next) => void navigate({ to: "/boards/deadlines", search: { ...chosen, ...withPages(next) } })}
        />
      )}
    </section>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useTranslation();
  return (
    <Empty
      title={t(isFiltered ? "boards.noneTitle" : "boards.noDeadlinesTitle")}
      hint={t(isFiltered ? "boards.noneHint" : "boards.noDeadlinesHint")}
    >
      {isFiltered ? (
        <Link to="/boards/deadlines">{t("boards.allDeadlines")}</Link>
      ) : (
        <May permission="flows.read">
          <Link to="/flows">
            <Button>{t("boards.toFlows")}</Button>
          </Link>
        </May>
      )}
    </Empty>
  );
}
