import { useTranslation } from "react-i18next";
import { toast } from "./toasts.ts";

/** To the clipboard, and says whether the browser let it; `said`: instead of "copied". */
export function useCopy(): (text: string, said?: string) => void {
  const { t } = useTranslation();
  return (text, said = t("copy.done")) => {
    // Browsers give no clipboard to a page that came unencrypted from elsewhere.
    const written = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"));
    void written.then(
      () => toast("ok", said),
      () => toast("warn", t("copy.failed")),
    );
  };
}
