import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import styles from "./People.module.css";
import { useCopy } from "./use-copy.ts";

/** Something that is told once: a key, a link. */
export function Secret({
  title,
  hint,
  text,
  onClose,
  children,
}: {
  title: string;
  hint: string;
  text: string;
  onClose: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const copy = useCopy();
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
        <Button type="primary" onClick={() => copy(text)}>
          {t("people.copy")}
        </Button>
      </div>
      {children}
    </Dialog>
  );
}
