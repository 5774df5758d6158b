import { GlobalOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { preferences } from "./preferences.ts";

export function LanguageSwitch() {
  const { t } = useTranslation();
  const language = useStore(preferences, (state) => state.language);
  const next = language === "en" ? "zh-CN" : "en";
  return (
    <Button
      type="text"
      icon={<GlobalOutlined aria-hidden />}
      lang={next}
      aria-label={t("nav.language")}
      data-testid="language-switch"
      onClick={() => preferences.setState({ language: next })}
    >
      {t("nav.otherLanguage")}
    </Button>
  );
}
