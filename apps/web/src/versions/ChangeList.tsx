/** Differences as sentences, each with its sign; one that is about a node can be shown on the canvas. */
import type { FlowChange } from "@switchyard/flow";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { ChangeTone } from "../designer/canvas/overlay.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Versions.module.css";

const TONES: Record<FlowChange["kind"], ChangeTone> = {
  settings: "changed",
  added: "added",
  removed: "removed",
  changed: "changed",
  connected: "added",
  disconnected: "removed",
  reordered: "changed",
};
const SIGNS: Record<ChangeTone, string> = { added: "+", removed: "−", changed: "~" };

interface ChangeListProps {
  changes: readonly FlowChange[];
  onShow?: (node: string) => void;
}

export function ChangeList({ changes, onShow }: ChangeListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (changes.length === 0) return <p className="quiet">{t("versions.same")}</p>;
  const sentence = ({ before, after }: FlowChange): string => {
    if (before && after) return t("publish.fromTo", { before: format.text(before), after: format.text(after) });
    const said = after ?? before;
    return said ? format.text(said) : "";
  };
  return (
    <ul className={styles.changes} data-testid="version-changes">
      {changes.map((change, index) => {
        const tone = TONES[change.kind];
        const text = `${t(`publish.kind.${change.kind}`)} ${sentence(change)}`;
        const { node } = change;
        return (
          // Changes have no ids and are replaced all at once.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index}>
            <span className={styles.sign} data-tone={tone} aria-hidden>
              {SIGNS[tone]}
            </span>
            {node === undefined || onShow === undefined ? (
              <span>{text}</span>
            ) : (
              <Button type="link" onClick={() => onShow(node)}>
                {text}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
