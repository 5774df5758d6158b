import { InboxOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DatasetFile } from "../shell/wire.ts";
import styles from "./Sandbox.module.css";

const LARGEST = 50 * 1024 * 1024;

/** Spreadsheets saved by Excel on Chinese Windows are often GB18030, not UTF-8. */
async function readText(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

const formatOf = (name: string): DatasetFile["format"] => (/\.(ndjson|jsonl|json)$/i.test(name) ? "ndjson" : "csv");

export function FileDrop({ file, onChoose }: { file: DatasetFile | null; onChoose: (file: DatasetFile) => void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);

  async function take(chosen: File | undefined) {
    if (!chosen) return;
    setTooLarge(chosen.size > LARGEST);
    if (chosen.size > LARGEST) return;
    onChoose({ name: chosen.name, format: formatOf(chosen.name), text: await readText(chosen) });
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
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
      <InboxOutlined style={{ fontSize: 22 }} />
      <p>{tooLarge ? t("import.tooLarge") : (file?.name ?? t("import.drop"))}</p>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,.ndjson,.jsonl,.json"
        data-testid="import-file"
        onChange={(event) => void take(event.target.files?.[0])}
      />
      <Button onClick={() => input.current?.click()}>{t(file ? "import.other" : "import.choose")}</Button>
    </section>
  );
}
