import { Modal } from "antd";
import { useTranslation } from "react-i18next";
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

export default function KeyHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const command = /mac/i.test(navigator.userAgent) ? "\u2318" : "Ctrl";
  return (
    <Modal open title={t("keys.title")} footer={null} onCancel={onClose} width={480}>
      <table className={styles.keys}>
        <tbody>
          {KEYS.map(([word, key]) => (
            <tr key={word}>
              <td>
                <kbd>{key.replaceAll("Ctrl", command)}</kbd>
              </td>
              <td>{t(`keys.${word}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
