/** A page for paper: what is shown is what the browser prints, from the first page to the last. */
import { PrinterOutlined } from "@ant-design/icons";
import { Button, QRCode } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Paper.module.css";
import { palettes } from "./tokens.ts";

interface PaperProps {
  back: ReactNode;
  /** Beside the print button; never printed. */
  actions?: ReactNode;
  title: string;
  /** Whose it is. */
  of: ReactNode;
  /** The address that its code opens, and what it says beside it; null: it has none. */
  code: { address: string; says: string } | null;
  foot: ReactNode;
  testId: string;
  children: ReactNode;
}

export function Paper({ back, actions, title, of, code, foot, testId, children }: PaperProps) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
    <div className={styles.paper} tabIndex={0}>
      <div className={styles.bar}>
        {back}
        <span className={styles.spring} />
        {actions}
        <Button type="primary" icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
          {t("paper.print")}
        </Button>
      </div>
      <article className={styles.sheet} data-testid={testId}>
        <header className={styles.head}>
          <div>
            <h1>{title}</h1>
            <p>{of}</p>
          </div>
          {code === null ? null : (
            <figure className={styles.code}>
              {/* The library calls its drawing an image and gives it no name; the words stand below it. */}
              <div aria-hidden>
                <QRCode
                  type="svg"
                  size={128}
                  color={palettes.light.ink}
                  bgColor={palettes.light.panel}
                  value={code.address}
                />
              </div>
              <figcaption>{code.says}</figcaption>
            </figure>
          )}
        </header>
        {children}
        <footer className={styles.foot}>{foot}</footer>
      </article>
    </div>
  );
}
