import { Button } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./Pager.module.css";

interface PagerProps {
  /** Where each page after the first began; the last is the one that is shown. */
  trail: readonly string[];
  /** Where the next one begins; null: there is none. */
  next: string | null;
  onChange: (trail: string[]) => void;
  /** Where a list is not turned by pages, its own words. */
  words?: { back: string; on: string };
}

/** The foot of a list that is read page by page. */
export function Pager({ trail, next, onChange, words }: PagerProps) {
  const { t } = useTranslation();
  return (
    <footer className={styles.pager}>
      {words ? null : <span className="quiet">{t("state.page", { n: trail.length + 1 })}</span>}
      <Button size="small" disabled={trail.length === 0} onClick={() => onChange(trail.slice(0, -1))}>
        {words?.back ?? t("state.previous")}
      </Button>
      <Button size="small" disabled={next === null} onClick={() => next !== null && onChange([...trail, next])}>
        {words?.on ?? t("state.next")}
      </Button>
    </footer>
  );
}
