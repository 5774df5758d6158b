import { useQuery } from "@tanstack/react-query";
import { Table } from "antd";
import { useTranslation } from "react-i18next";
import type { Permission } from "../shell/session.ts";
import { Failure, Loading } from "../shell/states.tsx";
import styles from "./People.module.css";
import { peopleApi, peopleKeys } from "./people-api.ts";

/** Permissions × roles, as the server checks them. */
export function RoleTable() {
  const { t } = useTranslation();
  const roles = useQuery({
    queryKey: peopleKeys.roles,
    queryFn: ({ signal }) => peopleApi.roles(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (roles.isPending) return <Loading />;
  if (roles.isError) return <Failure of={roles} />;
  const { permissions, roles: held } = roles.data;
  return (
    <Table<{ permission: Permission }>
      rowKey="permission"
      size="small"
      pagination={false}
      dataSource={permissions.map((permission) => ({ permission }))}
      columns={[
        {
          title: t("people.permission"),
          render: (_, { permission }) => t(mayWord(permission)),
        },
        ...held.map(({ role, permissions: own }) => ({
          title: t(`account.roleName.${role}`),
          width: 110,
          align: "center" as const,
          render: (_: unknown, { permission }: { permission: Permission }) =>
            own.includes(permission) ? (
              <span className={styles.yes} role="img" aria-label={t("people.yes")}>
                ✓
              </span>
            ) : (
              <span aria-label={t("people.no")} role="img">
                {t("state.none")}
              </span>
            ),
        })),
      ]}
    />
  );
}

type Dotless<P extends string> = P extends `${infer A}.${infer B}` ? `${A}_${B}` : P;

/** How a permission is said. */
export const mayWord = (permission: string) =>
  `people.may.${permission.replace(".", "_") as Dotless<Permission>}` as const;
