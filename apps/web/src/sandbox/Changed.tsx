/** How the draft decides otherwise than what is live. */
import { useTranslation } from "react-i18next";
import type { ReplayView } from "../replays/replays-api.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Sandbox.module.css";
import { useSideNames } from "./use-side-names.ts";

type Move = NonNullable<ReplayView["changed"]>["moves"][number];

export function Changed({ replay }: { replay: ReplayView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sideNames = useSideNames();
  const { changed } = replay;
  if (!changed) return null;
  const { against } = sideNames(replay);
  const moved = ({ from, to }: Pick<Move, "from" | "to">) =>
    t("sandbox.move", { from: from?.name ?? t("outcome.undecided"), to: to?.name ?? t("outcome.undecided") });
  return (
    <section data-testid="replay-changed">
      <h3>{t("sandbox.changed", { against })}</h3>
      {changed.count === 0 ? (
        <p className="quiet">{t("sandbox.changedNone", { against })}</p>
      ) : (
        <>
          <p>
            {t("sandbox.changedCount", {
              n: format.number(changed.count),
              share: format.percent(changed.count, replay.orders),
            })}
          </p>
          <table className={styles.table}>
            <tbody>
              {changed.moves.map((move) => (
                <tr key={`${move.from?.id ?? ""}>${move.to?.id ?? ""}`}>
                  <td>{moved(move)}</td>
                  <td>{t("sandbox.orders", { n: format.number(move.count) })}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {changed.examples.length === 0 ? null : (
            <details className={styles.examples}>
              <summary>{t("sandbox.examples", { n: format.number(changed.examples.length) })}</summary>
              <table className={styles.table}>
                <tbody>
                  {changed.examples.map((example) => (
                    <tr key={`${example.source}:${example.external_id}`}>
                      <td>
                        {example.external_id}
                        <small>{[example.brand, example.style_code].filter(Boolean).join(" · ")}</small>
                      </td>
                      <td>{moved(example)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </details>
          )}
        </>
      )}
    </section>
  );
}
