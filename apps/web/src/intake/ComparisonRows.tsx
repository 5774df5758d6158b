import { DownloadOutlined } from "@ant-design/icons";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Input, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { withWorkspace } from "../shell/ask.ts";
import { Pager } from "../shell/Pager.tsx";
import { keys, queryClient } from "../shell/query.ts";
import { useMay } from "../shell/session.ts";
import { Failure, Loading } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import { useFormat } from "../shell/workspace.ts";
import { ComparisonTable } from "./ComparisonTable.tsx";
import styles from "./Intake.module.css";
import { type ComparisonView, intakeApi } from "./intake-api.ts";

const PAGE = 50;
const KINDS = ["only_sheet", "different", "unread", "only_system"] as const;
type Kind = (typeof KINDS)[number];
type Shown = Kind | "all";

/** Every difference, by kind and words; rows of the sheet that are no orders yet are taken in from here. */
export function ComparisonRows({ of }: { of: ComparisonView }) {
  const { t } = useTranslation();
  const may = useMay("orders.write");
  const [kind, setKind] = useState<Shown>("all");
  const [q, setQ] = useState("");
  const [trail, setTrail] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const query = { kind: kind === "all" ? null : kind, q, limit: PAGE, cursor: trail.at(-1) ?? null };
  const rows = useQuery({
    queryKey: [...keys.comparisons, "rows", of.id, query],
    queryFn: ({ signal }) => intakeApi.comparisonRows(of.id, query, signal),
    placeholderData: keepPreviousData,
  });
  const turn = (to: readonly string[]) => {
    setTrail(to);
    setChosen([]);
  };
  const search = new URLSearchParams({ ...(kind === "all" ? {} : { kind }), ...(q === "" ? {} : { q }) });
  const file = withWorkspace(`/api/v1/intake/comparisons/${of.id}/export?${search}`);
  return (
    <>
      <div className={styles.tools}>
        <Kinds
          of={of}
          value={kind}
          onChange={(next) => {
            setKind(next);
            turn([]);
          }}
        />
        <Input.Search
          allowClear
          aria-label={t("intake.compare.search")}
          placeholder={t("intake.compare.search")}
          style={{ width: 220 }}
          onSearch={(text) => {
            setQ(text.trim());
            turn([]);
          }}
        />
        <Button icon={<DownloadOutlined aria-hidden />} href={file} download="comparison.csv">
          {t("orders.export")}
        </Button>
        {may ? <TakeIn of={of} chosen={chosen} onTaken={() => setChosen([])} /> : null}
      </div>
      {rows.isPending ? <Loading /> : null}
      {rows.isError ? <Failure of={rows} /> : null}
      {rows.data ? (
        <>
          <div className={styles.rows}>
            <ComparisonTable rows={rows.data.items} chosen={may ? chosen : null} onChoose={setChosen} />
          </div>
          <Pager trail={trail} next={rows.data.nextCursor} onChange={turn} />
        </>
      ) : null}
    </>
  );
}

function Kinds({ of, value, onChange }: { of: ComparisonView; value: Shown; onChange: (kind: Shown) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = (kind: Kind) => {
    const count = of[kind];
    return `${t(`intake.compare.count.${kind}`)} ${count === null ? "–" : format.number(count)}`;
  };
  return (
    <Segmented<Shown>
      aria-label={t("intake.compare.kinds")}
      value={value}
      onChange={onChange}
      options={[
        { value: "all", label: t("intake.compare.all") },
        ...KINDS.map((kind) => ({ value: kind, label: label(kind) })),
      ]}
    />
  );
}

/** Chosen rows, or all that are in the sheet alone, through the ordinary intake. */
function TakeIn({ of, chosen, onTaken }: { of: ComparisonView; chosen: readonly number[]; onTaken: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const onError = useTellFailure();
  const [isAllTaken, setAllTaken] = useState(false);
  const take = useMutation({
    mutationFn: (which: { rows: number[] } | { kind: "only_sheet" }) => intakeApi.takeCompared(of.id, which),
    onSuccess: ({ accepted, quarantined, update, duplicate }, which) => {
      if ("kind" in which) setAllTaken(true);
      const repair = { label: t("intake.upload.repair"), run: () => void navigate({ to: "/intake", search: {} }) };
      const said = {
        accepted: format.number(accepted),
        quarantined: format.number(quarantined),
        known: format.number(update + duplicate),
      };
      const isWrong = quarantined > 0;
      toast(isWrong ? "warn" : "ok", t("intake.compare.taken", said), isWrong ? repair : undefined);
      onTaken();
      void queryClient.invalidateQueries({ queryKey: ["intake"] });
      void queryClient.invalidateQueries({ queryKey: ["orders"] });
    },
    onError,
  });
  const { only_sheet, unread } = of;
  if (only_sheet + unread === 0) return null;
  return (
    <>
      <Button
        disabled={chosen.length === 0}
        loading={take.isPending}
        onClick={() => take.mutate({ rows: [...chosen] })}
      >
        {t("intake.compare.takeChosen", { n: chosen.length })}
      </Button>
      {only_sheet > 0 && !isAllTaken ? (
        <Button type="primary" loading={take.isPending} onClick={() => take.mutate({ kind: "only_sheet" })}>
          {t("intake.compare.takeAll", { n: format.number(only_sheet) })}
        </Button>
      ) : null}
    </>
  );
}
