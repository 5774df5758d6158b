import { useTranslation } from "react-i18next";
import { toast } from "../shell/toasts.ts";

/** To the clipboard, and says whether the browser let it. */
export function useCopy(): (text: string) => void {
  const { t } = useTranslation();
  return (text) => {
    // Browsers give no clipboard to a page that came unencrypted from elsewhere.
    const written = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"));
    void written.then(
      () => toast("ok", t("people.copied")),
      () => toast("warn", t("people.notCopied")),
    );
  };
}
