import { InboxOutlined } from "@ant-design/icons";
import { Button, Progress } from "antd";
import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Sandbox.module.css";

interface FileDropProps {
  /** Name of what was chosen. */
  name: string | null;
  /** From 0 to 1 while it is on its way. */
  progress: number | null;
  onChoose: (file: File) => void;
  onCancel: () => void;
}

export function FileDrop({ name, progress, onChoose, onCancel }: FileDropProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onChoose(file);
  }

  return (
    <section
      className={styles.drop}
      aria-label={t("import.drop")}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <InboxOutlined style={{ fontSize: 22 }} aria-hidden />
      <div className={styles.dropText}>
        <p>{name ?? t("import.drop")}</p>
        {progress === null ? (
          <small className="quiet">{t("import.limits")}</small>
        ) : (
          <Progress percent={Math.floor(100 * progress)} size="small" />
        )}
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,.xlsx,.ndjson,.jsonl,.json"
        data-testid="import-file"
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
