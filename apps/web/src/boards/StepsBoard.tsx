/** Where open orders stand, and for how long there has been nothing new of them: in the house, and on the way to the customer. */
import { useTranslation } from "react-i18next";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Boards.module.css";
import { boardsApi, type Steps, useBoard } from "./boards-api.ts";
import { Freshness } from "./Freshness.tsx";
import { HeatTable } from "./HeatTable.tsx";
import { NothingOpen, whatIs } from "./NothingOpen.tsx";

export function StepsBoard() {
  const { t } = useTranslation();
  const board = useBoard(["steps"], (signal) => boardsApi.steps(signal));
  return (
    <section className={styles.main} aria-label={t("boards.tab.steps")}>
      <div className={styles.bar}>
        <p className={styles.about}>{t("boards.aboutSteps")}</p>
        <Freshness query={board} />
      </div>
      {whatIs(board, (steps) =>
        steps.rows.every(({ cells }) => cells.every((n) => n === 0)) ? <NothingOpen /> : <StepsMap steps={steps} />,
      )}
    </section>
  );
}

function StepsMap({ steps: { stays, rows } }: { steps: Steps }) {
  const { t } = useTranslation();
  const format = useFormat();
  const group = (isOut: boolean) => ({
    id: isOut ? "out" : "in",
    title: t(isOut ? "boards.onTheWay" : "boards.inHouse"),
    rows: rows
      .filter((row) => row.on_the_way === isOut)
      .map(({ status, label, cells }) => ({ id: status, label: format.text(label), cells, search: { status } })),
  });
  return (
    <HeatTable
      testId="steps"
      corner={t("boards.step")}
      columns={stays.map((stay) => ({ id: stay, label: t(`orders.stayIs.${stay}`), search: { stay } }))}
      groups={[group(false), group(true)].filter((one) => one.rows.length > 0)}
      whole={{ open: true }}
    />
  );
}
