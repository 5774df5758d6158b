import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Copyable.module.css";
import { useCopy } from "./use-copy.ts";

interface CopyableProps {
  text: string;
  /** Of the button, where "copy" alone does not say what. */
  label?: string;
  /** To copy is what one came for. */
  primary?: boolean;
  /** How it is shown; the text itself without. */
  children?: ReactNode;
}

export function Copyable({ text, label, primary = false, children }: CopyableProps) {
  const { t } = useTranslation();
  const copy = useCopy();
  return (
    <div className={styles.line}>
      {children ?? <code data-testid="secret">{text}</code>}
      <Button type={primary ? "primary" : "default"} onClick={() => copy(text)}>
        {label ?? t("copy.do")}
      </Button>
    </div>
  );
}
