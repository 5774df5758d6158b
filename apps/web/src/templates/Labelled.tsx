import type { ReactNode } from "react";
import styles from "./Templates.module.css";

/** A control of several parts under its label. */
export function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend of its own
    <div role="group" aria-label={label} className={styles.field}>
      <span aria-hidden>{label}</span>
      {children}
    </div>
  );
}
