import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useEditor } from "../designer/drawing.ts";
import { useFactName } from "../designer/use-fact-name.ts";
import { useNodeName } from "../designer/use-node-name.ts";
import { branchRows } from "../replays/branch-rows.ts";
import type { ReplayView } from "../replays/replays-api.ts";
import { useMay } from "../shell/session.ts";
import { useFormat } from "../shell/workspace.ts";
import { Changed } from "./Changed.tsx";
import { noneMissing } from "./none-missing.ts";
import styles from "./Sandbox.module.css";

interface FiguresProps {
  replay: ReplayView;
  onPort: (node: string, port: string) => void;
}

export function Figures({ replay, onPort }: FiguresProps) {
  return (
    <>
      <Destinations replay={replay} />
      <Changed replay={replay} />
      <Branches replay={replay} onPort={onPort} />
      <Missing replay={replay} />
    </>
  );
}

function Bar(props: { name: string; count: number; total: number; tone?: "warn" }) {
  const format = useFormat();
  const { name, count, total, tone } = props;
  return (
    <li className={styles.bar} data-tone={tone}>
      <span title={name}>{name}</span>
      <b>
        {format.number(count)}
        <small>{format.percent(count, total)}</small>
      </b>
      <span className={styles.track} aria-hidden>
        <i style={{ width: `${total === 0 ? 0 : (100 * count) / total}%` }} />
      </span>
    </li>
  );
}

function Destinations({ replay }: { replay: ReplayView }) {
  const { t } = useTranslation();
  // Of orders, not of events: one order may be decided more than once.
  const { decided, undecided, parked } = replay.after;
  const total = decided + undecided + parked;
  return (
    <section data-testid="replay-destinations">
      <h3>{t("sandbox.destinations")}</h3>
      <ul className={styles.bars}>
        {replay.destinations.map((one) => (
          <Bar key={one.id} name={one.name} count={one.count} total={total} />
        ))}
        {replay.undecided > 0 ? (
          <Bar name={t("outcome.undecided")} count={replay.undecided} total={total} tone="warn" />
        ) : null}
      </ul>
    </section>
  );
}

function Branches({ replay, onPort }: FiguresProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const nodeName = useNodeName();
  const document = useEditor((state) => state.document);
  const rows = branchRows(document, replay);
  if (rows.length === 0) return null;
  const share = ({ count, reached }: (typeof rows)[number]) =>
    count > 0 ? format.percent(count, reached) : replay.processed === 0 ? "" : t("canvas.untouched");
  return (
    <section data-testid="replay-branches">
      <h3>{t("sandbox.branches")}</h3>
      {replay.events > replay.orders ? <small className="quiet">{t("sandbox.branchesHint")}</small> : null}
      <table className={styles.table}>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.node}:${row.port.id}`} data-zero={row.count === 0 || undefined}>
              <td>
                {format.text(row.port.label)}
                <small>{nodeName(row.node)}</small>
              </td>
              <td>
                {row.count === 0 || replay.status === "running" ? (
                  format.number(row.count)
                ) : (
                  <button
                    type="button"
                    className={styles.open}
                    aria-label={t("sandbox.passed.title", {
                      n: format.number(row.count),
                      port: `${nodeName(row.node)} ${format.text(row.port.label)}`,
                    })}
                    onClick={() => onPort(row.node, row.port.id)}
                  >
                    {format.number(row.count)}
                  </button>
                )}
                <small>{share(row)}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Missing({ replay }: { replay: ReplayView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const factName = useFactName();
  const mayUpload = useMay("orders.write");
  const none = noneMissing(replay);
  if (none === null) return null;
  return (
    <section data-testid="replay-missing">
      <h3>{t("sandbox.missing")}</h3>
      {replay.missing.length === 0 ? <p className="quiet">{t(`sandbox.${none}`)}</p> : null}
      <table className={styles.table}>
        <tbody>
          {replay.missing.map((one) => (
            <tr key={one.fact}>
              <td>{factName(one.fact)}</td>
              <td>{t("sandbox.orders", { n: format.number(one.count) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {replay.missing.length === 0 ? null : (
        <p className="quiet">
          {t("sandbox.missingCure")}{" "}
          {replay.dataset === null ? (
            mayUpload ? (
              <Link to="/intake" search={{ upload: true }}>
                {t("sandbox.missingCureIntake")}
              </Link>
            ) : null
          ) : (
            <Link to="/sandbox/data">{t("sandbox.missingCureData")}</Link>
          )}
        </p>
      )}
    </section>
  );
}
