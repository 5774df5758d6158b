/** Why an order stands as it does, beside why the other version would decide otherwise. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { Failure, Loading } from "../shell/states.tsx";
import { WhyPath } from "../why/WhyPath.tsx";
import styles from "./Recall.module.css";
import { type RecallItem, type RecallQuery, recallWhy } from "./recall-api.ts";

interface WhyOtherwiseProps {
  flow: string;
  item: RecallItem;
  to: RecallQuery["to"];
  onClose: () => void;
}

export function WhyOtherwise({ flow, item, to, onClose }: WhyOtherwiseProps) {
  const { t } = useTranslation();
  const why = useQuery({
    queryKey: ["recall", flow, "why", item.order, to],
    queryFn: ({ signal }) => recallWhy(flow, item.order, to, signal),
  });
  function content() {
    if (why.isPending) return <Loading />;
    if (why.isError) return <Failure of={why} />;
    const { before, after } = why.data;
    const sides = [
      { key: "before", title: `v${item.version}`, standing: item.before, steps: before?.steps ?? [] },
      {
        key: "after",
        title: to === "draft" ? t("recall.draft") : `v${to}`,
        standing: item.after,
        steps: after.flatMap(({ steps }) => steps),
      },
    ];
    return (
      <div className={styles.beside}>
        {sides.map(({ key, title, standing, steps }) => (
          <section key={key}>
            <h3>
              {title} · {standing.destination?.name ?? t("outcome.undecided")}
            </h3>
            {steps.length === 0 ? (
              <p className="quiet">{t("recall.noSteps")}</p>
            ) : (
              <WhyPath steps={steps} beside={sides.find((one) => one.key !== key)?.steps ?? []} />
            )}
          </section>
        ))}
      </div>
    );
  }
  return (
    <Dialog open width={980} footer={null} title={t("recall.whyTitle", { order: item.external_id })} onCancel={onClose}>
      <div data-testid="recall-why">{content()}</div>
    </Dialog>
  );
}
