import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { toast } from "../shell/toasts.ts";
import styles from "./People.module.css";

/** Something that is told once: a key, a link. */
export function Secret({
  title,
  hint,
  text,
  onClose,
}: {
  title: string;
  hint: string;
  text: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const copy = () => {
    void navigator.clipboard.writeText(text).then(
      () => toast("ok", t("people.copied")),
      () => toast("warn", t("people.notCopied")),
    );
  };
  return (
    <Dialog
      open
      width={560}
      title={title}
      footer={<Button onClick={onClose}>{t("people.done")}</Button>}
      onCancel={onClose}
      maskClosable={false}
    >
      <p>{hint}</p>
      <div className={styles.secret}>
        <code data-testid="secret">{text}</code>
        <Button type="primary" onClick={copy}>
          {t("people.copy")}
        </Button>
      </div>
    </Dialog>
  );
}
