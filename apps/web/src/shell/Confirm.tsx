import { Popconfirm, type PopconfirmProps } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFocusBack } from "./use-focus-back.ts";

/** antd's `Popconfirm`, with the keys: they stand on its first button, which takes nothing away, and then where they were before. */
export function Confirm({ title, ...rest }: Omit<PopconfirmProps, "title"> & { title: string }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const asked = useRef<HTMLSpanElement>(null);
  useFocusBack(isOpen, asked);
  useEffect(() => {
    if (!isOpen) return;
    const drawn = requestAnimationFrame(() =>
      asked.current?.closest(".ant-popover")?.querySelector<HTMLElement>(".ant-popconfirm-buttons button")?.focus(),
    );
    return () => cancelAnimationFrame(drawn);
  }, [isOpen]);
  return (
    <Popconfirm
      cancelText={t("state.cancel")}
      {...rest}
      title={<span ref={asked}>{title}</span>}
      open={isOpen}
      onOpenChange={setOpen}
    />
  );
}
