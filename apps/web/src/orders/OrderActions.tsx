/** What a person does with an order: a menu, and one dialog that asks once before anything happens. */
import { DownOutlined } from "@ant-design/icons";
import type { Order } from "@switchyard/orders";
import { useQuery } from "@tanstack/react-query";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionDialog } from "./ActionDialog.tsx";
import { ACTIONS, type ActionName } from "./actions.ts";
import { ChangeDialog } from "./ChangeDialog.tsx";
import { standingQuery } from "./Standing.tsx";

const CHANGE = "change";

export function OrderActions({ order }: { order: Order }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<ActionName | typeof CHANGE | null>(null);
  const standing = useQuery(standingQuery(order.id)).data;
  const isOff: Partial<Record<ActionName, boolean>> = {
    release: standing?.holds.length === 0,
    unlock: standing?.locks.every(({ name }) => name !== "destination") ?? true,
    hold: standing?.cancelled === true,
    cancel: standing?.cancelled === true,
  };
  const items = [
    { key: CHANGE, label: t("changes.ask"), disabled: standing?.cancelled === true, onClick: () => setOpen(CHANGE) },
    ...ACTIONS.map((name) => ({
      key: name,
      label: t(`orders.act.${name}`),
      danger: name === "cancel",
      disabled: isOff[name] === true,
      onClick: () => setOpen(name),
    })),
  ];
  return (
    <>
      <Dropdown trigger={["click"]} menu={{ items }} placement="bottomRight">
        <Button data-testid="order-actions">
          {t("orders.act.menu")}
          <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
      {open === CHANGE ? <ChangeDialog order={order} onClose={() => setOpen(null)} /> : null}
      {open === null || open === CHANGE ? null : (
        <ActionDialog orders={[order.id]} action={open} onClose={() => setOpen(null)} />
      )}
    </>
  );
}
