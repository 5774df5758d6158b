import { Button } from "antd";
import styles from "./Pager.module.css";

interface PagerProps {
  /** Where each page after the first began; the last is the one that is shown. */
  trail: readonly string[];
  /** Where the next one begins; null: there is none. */
  next: string | null;
  onChange: (trail: string[]) => void;
  /** In the words of its list. */
  words: { page?: string; back: string; on: string };
}

/** The foot of a list that is read page by page. */
export function Pager({ trail, next, onChange, words }: PagerProps) {
  return (
    <footer className={styles.pager}>
      {words.page === undefined ? null : <span className="quiet">{words.page}</span>}
      <Button size="small" disabled={trail.length === 0} onClick={() => onChange(trail.slice(0, -1))}>
        {words.back}
      </Button>
      <Button size="small" disabled={next === null} onClick={() => next !== null && onChange([...trail, next])}>
        {words.on}
      </Button>
    </footer>
  );
}
