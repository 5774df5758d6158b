/** Over a page whose person's session has ended: once they are in again they go on where they were. */
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { askSession, backAgain, useSession } from "../shell/session.ts";
import { useEntrance } from "./Entrance.tsx";

/** Over every other dialog: what was being filled in there stays. */
const ABOVE = 3000;

export default function SignInAgain() {
  const { t } = useTranslation();
  const before = useSession().data;
  const entrance = useEntrance(async () => {
    const now = await askSession();
    if (now.person?.id !== before?.person?.id) window.location.assign("/");
    else void backAgain(now);
  });
  return (
    <Dialog
      open
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={null}
      width={400}
      zIndex={ABOVE}
      title={t("people.ended")}
    >
      <p>{entrance.needsCode ? t("people.codeHint") : t("people.endedHint", { name: before?.person?.name })}</p>
      {entrance.form}
      <p>
        <a href="/sign-in">{t("people.endedLeave")}</a>
      </p>
    </Dialog>
  );
}
