import { Modal, type ModalProps } from "antd";
import { type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useFocusBack } from "./use-focus-back.ts";

const FIELDS = "input:not([type=hidden], [type=file], [type=radio]:not(:checked)), textarea, [contenteditable=true]";

/** A dialog's first field, or button where it has no field, takes the focus, once the page holds it: where nothing moves that is a frame after it is drawn. */
function useFirstField(isOpen: boolean): RefObject<HTMLDivElement | null> {
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const drawn = requestAnimationFrame(() => {
      if (body.current?.contains(document.activeElement)) return;
      const all = [FIELDS, "button"].flatMap((what) => [...(body.current?.querySelectorAll<HTMLElement>(what) ?? [])]);
      all.find((one) => !one.matches(":disabled") && one.checkVisibility())?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(drawn);
  }, [isOpen]);
  return body;
}

/** antd's `Modal`, which leaves the focus to the page where a dialog is taken away instead of closed; 取消 unless it says otherwise. */
export function Dialog({ children, ...rest }: ModalProps) {
  const { t } = useTranslation();
  const isOpen = rest.open === true;
  useFocusBack(isOpen);
  const body = useFirstField(isOpen);
  return (
    <Modal cancelText={t("state.cancel")} {...rest}>
      <div ref={body}>{children}</div>
    </Modal>
  );
}
