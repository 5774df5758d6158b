/** The frame of a list screen: title and the one main action, filters on top, the list below. */
import type { ReactNode } from "react";
import styles from "./Screen.module.css";

interface ScreenProps {
  title: ReactNode;
  hint?: string;
  actions?: ReactNode;
  /** What is said once, above all else. */
  above?: ReactNode;
  filters?: ReactNode;
  /** Cards of its own instead of one panel. */
  bare?: boolean;
  children: ReactNode;
}

export function Screen({ title, hint, actions, above, filters, bare = false, children }: ScreenProps) {
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <div>
          <h1>{title}</h1>
          {hint ? <p>{hint}</p> : null}
        </div>
        <div className={styles.actions}>{actions}</div>
      </header>
      {above}
      {filters ? <div className={styles.filters}>{filters}</div> : null}
      {bare ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys, whether anything in it can be pressed or not
        <div className={styles.bare} tabIndex={0}>
          {children}
        </div>
      ) : (
        <div className={styles.content}>{children}</div>
      )}
    </div>
  );
}
