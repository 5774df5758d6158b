import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Copyable } from "./Copyable.tsx";
import { Dialog } from "./Dialog.tsx";

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
  return (
    <Dialog
      open
      width={560}
      title={title}
      footer={<Button onClick={onClose}>{t("copy.close")}</Button>}
      onCancel={onClose}
      maskClosable={false}
    >
      <p>{hint}</p>
      <Copyable text={text} primary />
      {children}
    </Dialog>
  );
}
