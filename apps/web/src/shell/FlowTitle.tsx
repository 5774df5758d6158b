import { LeftOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

/** The title of a page about one flow, with the way back to its drawing. */
export function FlowTitle({ flow, title }: { flow: string; title: string }) {
  const { t } = useTranslation();
  return (
    <>
      <Link to="/flows/$flowId" params={{ flowId: flow }} aria-label={t("versions.toDesigner")}>
        <LeftOutlined aria-hidden />
      </Link>{" "}
      {title}
    </>
  );
}
