/** How the draft decides otherwise than what is live. */
import { useTranslation } from "react-i18next";
import type { ReplayView } from "../shell/wire.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Sandbox.module.css";

export function Changed({ replay }: { replay: ReplayView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { changed } = replay;
  if (!changed) return null;
  return (
    <section data-testid="replay-changed">
      <h3>{t("sandbox.changed")}</h3>
      {changed.count === 0 ? (
        <p className="quiet">{t("sandbox.changedNone")}</p>
      ) : (
        <>
          <p>
            {t("sandbox.changedCount", {
              n: format.number(changed.count),
              share: format.percent(changed.count, replay.processed),
            })}
          </p>
          <table className={styles.table}>
            <tbody>
              {changed.moves.map((move) => (
                <tr key={`${move.from?.id ?? ""}>${move.to?.id ?? ""}`}>
                  <td>
                    {t("sandbox.move", {
                      from: move.from?.name ?? t("outcome.undecided"),
                      to: move.to?.name ?? t("outcome.undecided"),
                    })}
                  </td>
                  <td>{t("sandbox.orders", { n: format.number(move.count) })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}
