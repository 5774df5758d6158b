/** Every order that the draft decides otherwise, by kind of change; each opens side by side with why. */
import { DownloadOutlined, SearchOutlined } from "@ant-design/icons";
import { CHANGE_KINDS } from "@switchyard/sandbox";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Input, Select, Table, Tag } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReplayView } from "../replays/replays-api.ts";
import { withWorkspace } from "../shell/ask.ts";
import { Dialog } from "../shell/Dialog.tsx";
import { Pager } from "../shell/Pager.tsx";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Sandbox.module.css";
import { endsOf, isMoved, type Move } from "./Sankey.tsx";
import { type ChangeKind, type Difference, type Standing, sandboxApi } from "./sandbox-api.ts";
import { useSideNames } from "./use-side-names.ts";
import { WhySide } from "./WhySide.tsx";

const PAUSE_MS = 300;

interface DifferencesProps {
  replay: ReplayView;
  /** Only orders that go from here to there; null: all. */
  move: Move | null;
  onMove: (move: Move | null) => void;
}

export function Differences({ replay, move, onMove }: DifferencesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [kind, setKind] = useState<ChangeKind | null>(null);
  const [trail, setTrail] = useState<string[]>([]);
  const [open, setOpen] = useState<Difference | null>(null);
  const names = useSideNames()(replay);
  const { total, kinds, stored } = replay.differences;
  const [typed, setTyped] = useState("");
  const [q, setQ] = useState("");
  useEffect(() => {
    const handle = setTimeout(() => {
      setQ(typed.trim());
      if (typed.trim() !== q) setTrail([]);
    }, PAUSE_MS);
    return () => clearTimeout(handle);
  }, [typed, q]);
  const filter = {
    ...(kind === null ? {} : { kind }),
    ...(q === "" ? {} : { q }),
    ...(move === null ? {} : endsOf(move)),
  };
  const query = { ...filter, ...(trail.length === 0 ? {} : { cursor: trail.at(-1) ?? "" }) };
  const page = useQuery({
    queryKey: ["replay", replay.id, "differences", query],
    queryFn: ({ signal }) => sandboxApi.differences(replay.id, query, signal),
    enabled: replay.status !== "running" && total > 0,
    placeholderData: keepPreviousData,
  });
  if (replay.before === null) return <Empty title={t("differences.alone")} hint={t("differences.aloneHint")} />;
  if (replay.status === "running") return <Loading label={t("differences.wait")} />;
  const isWhole = replay.status === "done";
  if (total === 0)
    return isWhole ? (
      <Empty title={t("differences.none")} hint={t("differences.noneHint")} />
    ) : (
      <Empty title={t("differences.cancelled")} hint={t("differences.cancelledHint")} />
    );
  const choose = (next: ChangeKind | null) => {
    setKind(next);
    setTrail([]);
  };
  const file = (format: string) => {
    const wanted = new URLSearchParams({ what: "differences", format, ...filter });
    return withWorkspace(`/api/v1/replays/${replay.id}/export?${wanted}`);
  };
  const moves = replay.sankey.filter(isMoved);
  const none = t("outcome.undecided");
  function content() {
    if (page.isPending) return <Loading />;
    if (page.isError) return <Failure of={page} />;
    const { items, nextCursor } = page.data;
    if (items.length === 0 && trail.length === 0)
      return (
        <Empty title={t("differences.nothingFound")} hint={t("differences.nothingFoundHint")}>
          <Button
            onClick={() => {
              choose(null);
              setTyped("");
              onMove(null);
            }}
          >
            {t("differences.showAll")}
          </Button>
        </Empty>
      );
    return (
      <>
        <Table<Difference>
          rowKey="order"
          size="small"
          scroll={{ x: 820 }}
          pagination={false}
          loading={page.isPlaceholderData}
          dataSource={items}
          onRow={(one) => ({ onClick: () => setOpen(one) })}
          columns={[
            {
              title: t("differences.order"),
              render: (_, one) => (
                <button type="button" className={styles.open} onClick={() => setOpen(one)}>
                  {one.external_id}
                  <small>{[one.brand, one.style_code].filter(Boolean).join(" · ")}</small>
                </button>
              ),
            },
            { title: t("differences.at"), width: 140, render: (_, one) => format.dateTime(one.at) },
            {
              title: t("differences.what"),
              width: 220,
              render: (_, one) => (
                <span className={styles.tags}>
                  {one.kinds.map((each) => (
                    <Tag key={each}>{t(`differences.kind.${each}`)}</Tag>
                  ))}
                </span>
              ),
            },
            { title: names.before, render: (_, one) => <StandingText standing={one.before} /> },
            { title: names.after, render: (_, one) => <StandingText standing={one.after} /> },
          ]}
        />
        <Pager trail={trail} next={nextCursor} onChange={setTrail} />
      </>
    );
  }
  return (
    <div className={styles.differences} data-testid="differences">
      <header className={styles.kinds}>
        <Button size="small" type={kind === null ? "primary" : "default"} onClick={() => choose(null)}>
          {t("differences.all", { n: format.number(total) })}
        </Button>
        {CHANGE_KINDS.filter((one) => (kinds[one] ?? 0) > 0).map((one) => (
          <Button key={one} size="small" type={kind === one ? "primary" : "default"} onClick={() => choose(one)}>
            {t(`differences.kind.${one}`)} {format.number(kinds[one] ?? 0)}
          </Button>
        ))}
        <span className={styles.spring} />
        <Input
          size="small"
          allowClear
          style={{ width: 230 }}
          prefix={<SearchOutlined aria-hidden />}
          placeholder={t("differences.search")}
          aria-label={t("differences.search")}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {moves.length === 0 ? null : (
          <Select<number>
            size="small"
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            style={{ width: 240 }}
            placeholder={t("differences.move")}
            aria-label={t("differences.move")}
            value={move === null ? null : moves.findIndex((one) => same(one, move))}
            options={moves.map((one, value) => ({
              value,
              label: `${t("sandbox.move", { from: one.from?.name ?? none, to: one.to?.name ?? none })} ${format.number(one.count)}`,
            }))}
            onChange={(place: number | undefined) => {
              onMove(place === undefined ? null : (moves[place] ?? null));
              setTrail([]);
            }}
          />
        )}
        {(["csv", "xlsx"] as const).map((form) => (
          <Button key={form} size="small" icon={<DownloadOutlined aria-hidden />} href={file(form)} download>
            {form.toUpperCase()}
          </Button>
        ))}
      </header>
      {isWhole ? null : <p className={styles.note}>{t("differences.cancelledHint")}</p>}
      {stored < total ? <p className={styles.note}>{t("differences.notAll", { n: format.number(stored) })}</p> : null}
      {content()}
      {open === null ? null : (
        <SideBySide replay={replay.id} difference={open} names={names} onClose={() => setOpen(null)} />
      )}
    </div>
  );
}

const same = (one: Move, other: Move): boolean =>
  endsOf(one).before === endsOf(other).before && endsOf(one).after === endsOf(other).after;

/** Where an order stands, in a few words. */
function StandingText({ standing }: { standing: Standing }) {
  const { t } = useTranslation();
  const parts = [
    standing.parked === null ? (standing.destination?.name ?? t("outcome.undecided")) : t("outcome.parked"),
    ...standing.tags,
    ...standing.alerts.map(({ level }) => t("differences.alert", { level })),
    ...(standing.breaches.length > 0 ? [t("differences.breached")] : []),
    ...(standing.batch === null ? [] : [t("differences.merged")]),
    ...(standing.held ? [t("differences.held")] : []),
    ...(standing.frozen ? [t("differences.frozen")] : []),
    ...Object.entries(standing.fields).map(([name, value]) => `${name} = ${value}`),
  ];
  return <span>{parts.join(" · ")}</span>;
}

interface SideBySideProps {
  replay: string;
  difference: Difference;
  names: Record<"before" | "after", string>;
  onClose: () => void;
}

function SideBySide({ replay, difference, names, onClose }: SideBySideProps) {
  const { t } = useTranslation();
  const explained = useQuery({
    queryKey: ["replay", replay, "difference", difference.order],
    queryFn: ({ signal }) => sandboxApi.difference(replay, difference.order, signal),
    retry: false,
  });
  return (
    <Dialog
      open
      width={1080}
      footer={null}
      title={t("differences.title", { number: difference.external_id })}
      onCancel={onClose}
    >
      <div className={styles.beside}>
        {(["before", "after"] as const).map((name) => (
          <div key={name}>
            <h3>{names[name]}</h3>
            <p>
              <StandingText standing={difference[name]} />
            </p>
            <WhySide of={explained} side={name} />
          </div>
        ))}
      </div>
    </Dialog>
  );
}
