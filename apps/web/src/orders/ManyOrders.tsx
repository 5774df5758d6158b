/** What can be done with several orders at once. */
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionDialog } from "./ActionDialog.tsx";
import { ACTIONS, type ActionName } from "./actions.ts";
import styles from "./Orders.module.css";

export function ManyOrders({ ids, onDone }: { ids: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<ActionName | null>(null);
  const isTooMany = ids.length > MOST;
  return (
    <div className={styles.many} data-testid="many-orders">
      <b>{t("orders.chosen", { n: ids.length })}</b>
      {isTooMany ? <span>{t("orders.tooMany", { n: MOST })}</span> : null}
      {ACTIONS.map((name) => (
        <Button key={name} size="small" danger={name === "cancel"} disabled={isTooMany} onClick={() => setOpen(name)}>
          {t(`orders.act.${name}`)}
        </Button>
      ))}
      <Button size="small" type="text" onClick={onDone}>
        {t("orders.chooseNone")}
      </Button>
      {open === null ? null : <ActionDialog orders={ids} action={open} onClose={() => setOpen(null)} onDone={onDone} />}
    </div>
  );
}
/** So many the server takes at once. */
const MOST = 500;
