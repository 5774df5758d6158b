/** Who is here: their account, their other workspaces, the way out. Where nobody signs in there is nothing to show. */
import { UserOutlined } from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import { Button, Dropdown, type MenuProps } from "antd";
import { useTranslation } from "react-i18next";
import { chooseWorkspace, forgetWorkspace } from "../shell/ask.ts";
import { queryClient } from "../shell/query.ts";
import { useSession } from "../shell/session.ts";
import { peopleApi } from "./people-api.ts";

export default function AccountMenu() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession().data;
  if (session?.state !== "signed_in") return null;
  const { workspaces, workspace, person, role } = session;
  const leave = async () => {
    await peopleApi.leave().catch(() => {});
    forgetWorkspace();
    queryClient.clear();
    await navigate({ to: "/sign-in" });
  };
  const items: MenuProps["items"] = [
    {
      key: "who",
      type: "group",
      label: [person?.name, role === null ? null : t(`account.roleName.${role}`)].filter(Boolean).join(" · "),
    },
    { key: "account", label: t("account.title"), onClick: () => void navigate({ to: "/account" }) },
    ...(workspaces.length > 1
      ? [
          { key: "places", type: "divider" as const },
          ...workspaces.map(({ id, name }) => ({
            key: `workspace ${id}`,
            label: id === workspace ? t("account.here", { name }) : name,
            disabled: id === workspace,
            onClick: () => chooseWorkspace(id),
          })),
        ]
      : []),
    { key: "end", type: "divider" },
    { key: "leave", label: t("account.signOut"), onClick: () => void leave() },
  ];
  return (
    <Dropdown trigger={["click"]} menu={{ items }} placement="bottomRight">
      <Button
        type="text"
        icon={<UserOutlined aria-hidden />}
        aria-label={t("account.menu")}
        data-testid="account-menu"
      />
    </Dropdown>
  );
}
