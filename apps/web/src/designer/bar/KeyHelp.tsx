import { useTranslation } from "react-i18next";
import { Dialog } from "../../shell/Dialog.tsx";
import styles from "./DesignerBar.module.css";

const KEYS = [
  ["undo", "Ctrl Z"],
  ["redo", "Ctrl Shift Z · Ctrl Y"],
  ["copy", "Ctrl C · Ctrl X · Ctrl V"],
  ["duplicate", "Ctrl D"],
  ["selectAll", "Ctrl A"],
  ["find", "Ctrl F"],
  ["sentence", "/"],
  ["save", "Ctrl S"],
  ["remove", "Delete"],
  ["addAfter", "Tab"],
  ["open", "Enter"],
  ["rename", "F2"],
  ["move", "← ↑ → ↓"],
  ["walk", "Alt ← ↑ → ↓"],
  ["extend", "Shift ← ↑ → ↓"],
  ["panKeys", "Ctrl ← ↑ → ↓"],
  ["zoomKeys", "+ · −"],
  ["menu", "Shift F10"],
  ["pan", "Space"],
  ["box", "Shift"],
  ["zoom", "0 · 1"],
  ["escape", "Esc"],
  ["help", "?"],
] as const;
/** Side by side, so that a small screen shows them all at once. */
const HALF = Math.ceil(KEYS.length / 2);

export default function KeyHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const command = /mac/i.test(navigator.userAgent) ? "\u2318" : "Ctrl";
  return (
    <Dialog open title={t("keys.title")} footer={null} onCancel={onClose} width={860} centered>
      <div className={styles.keyColumns}>
        {[KEYS.slice(0, HALF), KEYS.slice(HALF)].map((column) => (
          <table key={column[0]?.[0]} className={styles.keys}>
            <tbody>
              {column.map(([word, key]) => (
                <tr key={word}>
                  <td>
                    <kbd>{key.replaceAll("Ctrl", command)}</kbd>
                  </td>
                  <td>{t(`keys.${word}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </Dialog>
  );
}
