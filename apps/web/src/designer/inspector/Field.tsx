import { type ReactNode, useId } from "react";
import styles from "./Inspector.module.css";

interface FieldProps {
  label: string;
  help?: string;
  error?: string | undefined;
  children: ReactNode | ((id: string) => ReactNode);
}

/** Label above, help under it, what is wrong beside the field. */
export function Field({ label, help, error, children }: FieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {typeof children === "function" ? children(id) : children}
      {error ? (
        <p className={styles.wrong} role="alert">
          {error}
        </p>
      ) : null}
      {help ? <p className={styles.help}>{help}</p> : null}
    </div>
  );
}
