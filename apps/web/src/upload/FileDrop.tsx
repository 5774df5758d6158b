import { InboxOutlined } from "@ant-design/icons";
import { Button, Progress } from "antd";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Upload.module.css";
import { useDrop } from "./use-drop.ts";

interface FileDropProps {
  /** What the chooser of files offers: endings, separated by commas. */
  accept: string;
  testId: string;
  /** Said where nothing was chosen: what may be dropped, and how large it may be. */
  invites: string;
  limits: string;
  /** Name of what was chosen. */
  name: string | null;
  /** From 0 to 1 while it is on its way. */
  progress: number | null;
  onChoose: (file: File) => void;
  onCancel: () => void;
}

export function FileDrop({ accept, testId, invites, limits, name, progress, onChoose, onCancel }: FileDropProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const drop = useDrop(onChoose);
  return (
    <section className={styles.drop} aria-label={invites} {...drop}>
      <InboxOutlined style={{ fontSize: 22 }} aria-hidden />
      <div className={styles.dropText}>
        <p>{name ?? invites}</p>
        {progress === null ? (
          <small className="quiet">{limits}</small>
        ) : (
          <Progress percent={Math.floor(100 * progress)} size="small" aria-label={t("import.sending")} />
        )}
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        data-testid={testId}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = "";
          if (file) onChoose(file);
        }}
      />
      {progress === null ? (
        <Button onClick={() => input.current?.click()}>{t(name === null ? "import.choose" : "import.other")}</Button>
      ) : (
        <Button onClick={onCancel}>{t("state.cancel")}</Button>
      )}
    </section>
  );
}
