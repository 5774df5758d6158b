/** The orders of a recall: a page at a time, chosen one by one or all that match, given to the other version with progress. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Pager } from "../shell/Pager.tsx";
import { queryClient } from "../shell/query.ts";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { CandidateTable } from "./CandidateTable.tsx";
import { RecallFoot } from "./RecallFoot.tsx";
import { RecallResult } from "./RecallResult.tsx";
import { type RecallItem, type RecallQuery, recallPage } from "./recall-api.ts";
import { useRecall } from "./use-recall.ts";
import { WhyOtherwise } from "./WhyOtherwise.tsx";

const NONE: ReadonlySet<string> = new Set();

export function Candidates({ flow, query }: { flow: string; query: RecallQuery }) {
  const { t } = useTranslation();
  const [trail, setTrail] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState(NONE);
  const [open, setOpen] = useState<RecallItem | null>(null);
  const cursor = trail.at(-1) ?? null;
  const page = useQuery({
    queryKey: ["recall", flow, query, cursor],
    queryFn: ({ signal }) => recallPage(flow, query, cursor, signal),
    placeholderData: keepPreviousData,
  });
  const recall = useRecall(flow, query, {
    onFound: (orders) => setChosen(new Set(orders)),
    onDone: (left) => {
      setChosen(new Set(left));
      setTrail([]);
      void queryClient.invalidateQueries({ queryKey: ["recall", flow] });
      void queryClient.invalidateQueries({ queryKey: ["orders"] });
    },
  });
  if (page.isPending) return <Loading label={t("recall.looking")} />;
  if (page.isError) return <Failure of={page} />;
  const { items, nextCursor } = page.data;
  return (
    <>
      {recall.result ? <RecallResult result={recall.result} /> : null}
      {recall.error ? <Failure error={recall.error} /> : null}
      {items.length === 0 && trail.length === 0 ? (
        <Empty
          title={t(query.changed ? "recall.noneChanged" : "recall.none")}
          hint={t(query.changed ? "recall.noneChangedHint" : "recall.noneHint")}
        />
      ) : (
        <>
          <CandidateTable
            items={items}
            isLate={page.isPlaceholderData}
            chosen={chosen}
            onChoose={setChosen}
            onWhy={setOpen}
          />
          <Pager trail={trail} next={nextCursor} onChange={setTrail} />
          <RecallFoot to={query.to} chosen={chosen} recall={recall} onChooseNone={() => setChosen(NONE)} />
        </>
      )}
      {open ? <WhyOtherwise flow={flow} item={open} to={query.to} onClose={() => setOpen(null)} /> : null}
    </>
  );
}
