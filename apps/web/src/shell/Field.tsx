import { type ReactNode, useId } from "react";
import styles from "./Field.module.css";

interface FieldProps {
  label: string;
  /** Where somebody else must know it too. */
  id?: string;
  help?: ReactNode;
  error?: string | null | undefined;
  children: ReactNode | ((id: string) => ReactNode);
}

/** Label above, help and what is wrong under it. */
export function Field({ label, id: known, help, error, children }: FieldProps) {
  const made = useId();
  const id = known ?? made;
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
