import { CheckCircleFilled, ExclamationCircleFilled } from "@ant-design/icons";
import { Button } from "antd";
import { useStore } from "zustand";
import styles from "./Toasts.module.css";
import { dismiss, toasts } from "./toasts.ts";

export function Toasts() {
  const shown = useStore(toasts);
  return (
    <div className={styles.toasts} role="status" aria-live="polite" data-testid="toasts">
      {shown.map((one) => (
        <p key={one.id} className={styles.toast} data-tone={one.tone}>
          {one.tone === "ok" ? <CheckCircleFilled aria-hidden /> : <ExclamationCircleFilled aria-hidden />}
          {one.text}
          {one.action ? (
            <Button
              type="link"
              size="small"
              onClick={() => {
                one.action?.run();
                dismiss(one.id);
              }}
            >
              {one.action.label}
            </Button>
          ) : null}
        </p>
      ))}
    </div>
  );
}
