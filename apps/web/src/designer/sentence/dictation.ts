/** Dictation by the browser, where it has one. What it hears is text like any other; nothing is recorded here. */
import { createStore } from "zustand/vanilla";

export type DictationFault = "refused" | "silent" | "offline" | "no_microphone" | "broken";
export interface DictationState {
  phase: "off" | "listening" | "fault";
  fault: DictationFault | null;
}

/** The part of the Web Speech API that is used; TypeScript's DOM has no types for it. */
interface Recognition {
  lang: string;
  interimResults: boolean;
  continuous: boolean;
  start(): void;
  abort(): void;
  stop(): void;
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }>> }) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
}
type Maker = new () => Recognition;

function maker(): Maker | null {
  const scope = globalThis as { SpeechRecognition?: Maker; webkitSpeechRecognition?: Maker };
  return scope.SpeechRecognition ?? scope.webkitSpeechRecognition ?? null;
}
export const canDictate = (): boolean => maker() !== null;

const FAULTS: Readonly<Record<string, DictationFault>> = {
  "not-allowed": "refused",
  "service-not-allowed": "refused",
  "no-speech": "silent",
  network: "offline",
  "audio-capture": "no_microphone",
};

/** `onText` gets all that was heard since it began, again whenever more or other words are heard. */
export function createDictation(onText: (text: string) => void) {
  const store = createStore<DictationState>(() => ({ phase: "off", fault: null }));
  let recognition: Recognition | null = null;

  function end(state: DictationState): void {
    recognition = null;
    store.setState(state);
  }

  return {
    store,
    start(language: string): void {
      const Recognise = maker();
      if (!Recognise || recognition) return;
      const own = new Recognise();
      recognition = own;
      own.lang = language;
      own.interimResults = true;
      own.continuous = true;
      own.onresult = ({ results }) =>
        onText(
          Array.from(results, (result) => result[0]?.transcript ?? "")
            .join("")
            .trim(),
        );
      own.onerror = ({ error }) => {
        if (recognition !== own) return;
        end(error === "aborted" ? { phase: "off", fault: null } : { phase: "fault", fault: FAULTS[error] ?? "broken" });
      };
      own.onend = () => {
        if (recognition === own) end({ phase: "off", fault: null });
      };
      try {
        own.start();
        store.setState({ phase: "listening", fault: null });
      } catch {
        end({ phase: "fault", fault: "broken" });
      }
    },
    stop(): void {
      recognition?.stop();
    },
    close(): void {
      const own = recognition;
      recognition = null;
      own?.abort();
    },
  };
}
