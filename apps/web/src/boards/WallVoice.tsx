/** Calls out what passed five minutes late, over whichever board the wall shows. Off until somebody turns it on. */
import { SoundOutlined } from "@ant-design/icons";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Switch } from "antd";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Boards.module.css";
import { boardsApi, type Deadline, useBoard } from "./boards-api.ts";
import { useNow } from "./use-now.ts";
import { type Calls, NO_CALLS, nextCall } from "./waves.ts";

/** So many are named; of the others it is said how many they are. */
const NAMED = 3;
const speech = globalThis.speechSynthesis as SpeechSynthesis | undefined;
/** Browsers load their voices late, and say when. */
const onVoices = (changed: () => void) => {
  speech?.addEventListener("voiceschanged", changed);
  return () => speech?.removeEventListener("voiceschanged", changed);
};
const voiceFor = (language: string): SpeechSynthesisVoice | undefined => {
  const wanted = language.slice(0, 2).toLowerCase();
  return speech?.getVoices().find(({ lang }) => lang.slice(0, 2).toLowerCase() === wanted);
};

export function WallVoice() {
  const { t, i18n } = useTranslation();
  const { voice: isOn = false } = useSearch({ from: "/boards" });
  const navigate = useNavigate();
  // Some browsers make the voices anew whenever they are asked for: only whether there is one is compared.
  const hasVoice = useSyncExternalStore(onVoices, () => voiceFor(i18n.language) !== undefined);
  const [isShut, setShut] = useState(false);
  const turn = (on: boolean) => {
    setShut(false);
    void navigate({
      to: ".",
      search: ({ voice: _, ...rest }) => (on ? { ...rest, voice: true } : rest),
      replace: true,
    });
  };
  const said = !isOn ? "" : !hasVoice ? t("boards.noVoice") : isShut ? t("boards.voiceShut") : "";
  return (
    <div className={styles.voice} data-on={isOn} data-testid="wall-voice">
      {said === "" ? null : <span role="alert">{said}</span>}
      <label htmlFor="wall-voice">
        <SoundOutlined aria-hidden /> {t("boards.voice")}
      </label>
      <Switch id="wall-voice" checked={isOn} onChange={turn} />
      {isOn && hasVoice ? <Caller onShut={setShut} /> : null}
    </div>
  );
}

function Caller({
  onShut,
}: {
  /** The browser gives no sound to a page that nobody has touched. */
  onShut: (isShut: boolean) => void;
}) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const { flow, level } = useSearch({ from: "/boards" });
  const filter = { flow, level, cursor: undefined };
  const board = useBoard(["deadlines", filter], (signal) => boardsApi.deadlines(filter, signal));
  const now = useNow(board.data?.at, board.dataUpdatedAt);
  const calls = useRef<Calls>(NO_CALLS);
  const { data } = board;

  const sentence = (wave: readonly Deadline[], hasMore: boolean) => {
    const n = format.number(wave.length);
    const names = wave.slice(0, NAMED).map(({ order }) => order.external_id);
    const orders = names.join(t("state.comma"));
    return wave.length > NAMED
      ? t("boards.callMore", { orders, n: hasMore ? t("boards.atLeast", { n }) : n })
      : t("boards.call", { orders });
  };
  useEffect(() => {
    if (data === undefined || speech === undefined) return;
    const { wave, after } = nextCall([...data.late, ...data.items], now, calls.current, data.late_more);
    calls.current = after;
    if (wave.length === 0) return;
    const call = new SpeechSynthesisUtterance(sentence(wave, data.late_more && wave.length >= data.late.length));
    call.voice = voiceFor(i18n.language) ?? null;
    call.lang = i18n.language;
    call.onstart = () => onShut(false);
    call.onerror = ({ error }) => {
      if (error !== "not-allowed") return;
      onShut(true);
      calls.current = NO_CALLS;
    };
    speech.speak(call);
  });
  useEffect(() => () => speech?.cancel(), []);
  return null;
}
