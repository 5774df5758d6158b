/** Rows of an import that could not be read: which, why, and what to do. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Alert, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../intake/fields.ts";
import type { DatasetView } from "../replays/replays-api.ts";
import { Dialog } from "../shell/Dialog.tsx";
import { Pager } from "../shell/Pager.tsx";
import { Failure, Loading } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Sandbox.module.css";
import type { DatasetProblem } from "./sandbox-api.ts";
import { sandboxApi } from "./sandbox-api.ts";

export function DatasetProblems({ dataset, onClose }: { dataset: DatasetView; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const problemText = useProblemText();
  const [trail, setTrail] = useState<string[]>([]);
  const page = useQuery({
    queryKey: ["datasets", dataset.id, "problems", trail.at(-1) ?? null],
    queryFn: ({ signal }) => sandboxApi.datasetProblems(dataset.id, trail.at(-1) ?? null, signal),
    placeholderData: keepPreviousData,
  });
  function content() {
    if (page.isPending) return <Loading />;
    if (page.isError) return <Failure of={page} />;
    const { items, nextCursor } = page.data;
    return (
      <>
        <Table<DatasetProblem>
          rowKey="rowNo"
          size="small"
          pagination={false}
          scroll={{ y: 360 }}
          dataSource={items}
          columns={[
            { title: t("import.line"), dataIndex: "rowNo", width: 70, align: "right" },
            {
              title: t("datasets.why"),
              width: 300,
              render: (_, { problems }) =>
                problems.map(problemText).map(({ place, text }) => (
                  <div key={place} className={styles.bad}>
                    <strong>{place}</strong> {text}
                  </div>
                )),
            },
            { title: t("datasets.text"), render: (_, { text }) => <small className={styles.rowText}>{text}</small> },
          ]}
        />
        {nextCursor === null && trail.length === 0 ? null : (
          <Pager trail={trail} next={nextCursor} onChange={setTrail} />
        )}
      </>
    );
  }
  return (
    <Dialog
      open
      width={900}
      footer={null}
      title={t("datasets.problemsTitle", { name: dataset.name, n: format.number(dataset.bad) })}
      onCancel={onClose}
    >
      <div className={styles.import} data-testid="dataset-problems">
        <Alert type="info" title={t("datasets.whatToDo")} />
        {content()}
      </div>
    </Dialog>
  );
}
