/** The microphone: absent where the browser cannot dictate; says when it listens and why it stopped. */
import { AudioFilled, AudioOutlined } from "@ant-design/icons";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { IconButton } from "../../shell/IconButton.tsx";
import { useFormat } from "../../shell/workspace.ts";
import { canDictate, createDictation } from "./dictation.ts";
import styles from "./Sentence.module.css";

export function Dictate({ text, onText }: { text: string; onText: (text: string) => void }) {
  const { t } = useTranslation();
  const { language } = useFormat();
  /** What stood there before it was dictated to. */
  const before = useRef("");
  const tell = useRef(onText);
  tell.current = onText;
  const [dictation] = useState(() =>
    createDictation((heard) =>
      tell.current([before.current, heard].filter(Boolean).join(language === "en" ? " " : "")),
    ),
  );
  const { phase, fault } = useStore(dictation.store);
  useEffect(() => () => dictation.close(), [dictation]);
  if (!canDictate()) return null;
  const listening = phase === "listening";
  const start = () => {
    before.current = text.trim();
    dictation.start(language === "en" ? "en-US" : "zh-CN");
  };
  return (
    <span className={styles.dictate}>
      <IconButton
        type={listening ? "primary" : "text"}
        icon={listening ? <AudioFilled aria-hidden /> : <AudioOutlined aria-hidden />}
        label={t(listening ? "sentence.stopDictating" : "sentence.dictate")}
        hint={t(listening ? "sentence.stopDictating" : "sentence.dictateHelp")}
        aria-pressed={listening}
        onClick={listening ? dictation.stop : start}
      />
      <small role="status" data-fault={fault ?? undefined}>
        {listening ? t("sentence.listening") : ""}
        {fault ? t(`sentence.fault.${fault}`) : ""}
      </small>
    </span>
  );
}
