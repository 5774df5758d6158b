/** The row under the sentence: the values seen on a try, the share on a replay, else the hits of the last 7 days. */
import { ClockCircleOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { useOverlay } from "../drawing.ts";
import { useDrawingWords } from "../names.ts";
import styles from "./NodeCard.module.css";

const SHOWN = 3;

export function NodeBadges({ id }: { id: string }) {
  return (
    <>
      <Figures id={id} />
      <Wait id={id} />
    </>
  );
}

/** After a try: what still waits here, and until when. */
function Wait({ id }: { id: string }) {
  const mark = useOverlay((state) => state.waiting?.get(id));
  const { t } = useTranslation();
  if (!mark) return null;
  return (
    <div className={styles.wait} data-testid={`wait-${id}`}>
      <ClockCircleOutlined aria-hidden />
      <span>{t("canvas.waits", { keys: mark.keys.join(t("state.comma")) })}</span>
      <b>{mark.until ?? t("canvas.noLimit")}</b>
    </div>
  );
}

function Figures({ id }: { id: string }) {
  const trail = useOverlay((state) => state.trail?.nodes.get(id));
  const counted = useOverlay((state) => (state.counts ? (state.counts.nodes[id] ?? 0) : null));
  const total = useOverlay((state) => state.counts?.total ?? 0);
  const hits = useOverlay((state) => state.hits[id]);
  const { t } = useTranslation();
  const { format } = useDrawingWords();
  if (trail) {
    if (trail.seen.length === 0) return null;
    return (
      <ul className={styles.seen} data-testid={`seen-${id}`}>
        {trail.seen.slice(0, SHOWN).map((seen) => (
          <li key={seen.fact} data-missing={seen.value === null || undefined}>
            <span>{seen.fact}</span>
            <b>{seen.value ?? t("canvas.noValue")}</b>
          </li>
        ))}
        {trail.seen.length > SHOWN ? <li>{t("canvas.more", { n: trail.seen.length - SHOWN })}</li> : null}
      </ul>
    );
  }
  if (counted !== null) {
    return (
      <div className={styles.badges} data-testid={`count-${id}`}>
        <b>{format.number(counted)}</b>
        <span>{counted === 0 ? t("canvas.untouched") : format.percent(counted, total)}</span>
      </div>
    );
  }
  if (!hits) return null;
  return (
    <div className={styles.badges}>
      <span>{t("canvas.hits", { n: format.number(hits) })}</span>
    </div>
  );
}
