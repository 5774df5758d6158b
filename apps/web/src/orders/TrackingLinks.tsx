/** Links with which a customer follows this order. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { queryClient } from "../shell/query.ts";
import { Secret } from "../shell/Secret.tsx";
import { useMay } from "../shell/session.ts";
import { Failure, Loading } from "../shell/states.tsx";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Orders.module.css";
import { linksKey, ordersApi } from "./orders-api.ts";

const DAYS = 30;

/** `po`: the order's PO number, where its customer is known too. */
export function TrackingLinks({ order, po }: { order: string; po: string | null }) {
  const { t } = useTranslation();
  const may = useMay("links.manage");
  const [open, setOpen] = useState(false);
  if (!may) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("people.links")}</Button>
      {open ? <LinksDialog order={order} po={po} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function LinksDialog({ order, po, onClose }: { order: string; po: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const links = useQuery({
    queryKey: linksKey(order),
    queryFn: ({ signal }) => ordersApi.links(order, signal),
  });
  const again = () => void queryClient.invalidateQueries({ queryKey: linksKey(order) });
  const onError = useTellFailure();
  const [shows, setShows] = useState<"order" | "po">("order");
  const make = useMutation({
    mutationFn: () => ordersApi.createLink(order, { days: DAYS, shows }),
    onSuccess: again,
    onError,
  });
  const revoke = useMutation({ mutationFn: ordersApi.revokeLink, onSuccess: again, onError });
  if (make.data) {
    const text = `${window.location.origin}/track/${make.data.token}`;
    return (
      <Secret
        title={t("people.link")}
        hint={t("people.linkHint", { days: DAYS })}
        text={text}
        onClose={() => make.reset()}
      >
        {make.data.link.po_no === null ? (
          <p>
            <a href={`${text}/promise`} target="_blank" rel="noreferrer">
              {t("people.linkPromise")}
            </a>
          </p>
        ) : null}
      </Secret>
    );
  }
  function content() {
    if (links.isPending) return <Loading />;
    if (links.isError) return <Failure of={links} />;
    const now = Date.now();
    const valid = links.data.items.filter((one) => one.revoked_at === null && one.expires_at > now);
    if (valid.length === 0) return <p>{t("people.noLinks")}</p>;
    return (
      <ul className={styles.tracking}>
        {valid.map((one) => (
          <li key={one.id}>
            <span>
              {one.po_no === null ? null : `${t("people.linkPo", { po: one.po_no })} · `}
              {t("people.linkUntil", { at: format.dateTime(one.expires_at) })}
            </span>
            <Button size="small" type="link" danger onClick={() => revoke.mutate(one.id)}>
              {t("people.revoke")}
            </Button>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <Dialog
      open
      width={460}
      title={t("people.links")}
      okText={t("people.linkMake")}
      cancelText={t("people.done")}
      okButtonProps={{ loading: make.isPending }}
      onOk={() => make.mutate()}
      onCancel={onClose}
    >
      <p>{t("people.linksHint")}</p>
      {po === null ? null : (
        <Segmented
          value={shows}
          options={[
            { value: "order", label: t("people.linkOrder") },
            { value: "po", label: t("people.linkPo", { po }) },
          ]}
          onChange={setShows}
        />
      )}
      {content()}
    </Dialog>
  );
}
