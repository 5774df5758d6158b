/** Somebody asks to have the draft published; another person approves or declines. */
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { keys, queryClient } from "../../shell/query.ts";
import { useMay } from "../../shell/session.ts";
import { toast } from "../../shell/toasts.ts";
import { useTellFailure } from "../../shell/use-tell-failure.ts";
import { useFormat } from "../../shell/workspace.ts";
import type { PublishCheck } from "../designer-api.ts";
import { designerApi } from "../designer-api.ts";
import styles from "./DesignerBar.module.css";

const lookAgain = (flow: string) => {
  void queryClient.invalidateQueries({ queryKey: keys.flow(flow) });
  void queryClient.invalidateQueries({ queryKey: keys.flows, exact: true });
  void queryClient.invalidateQueries({ queryKey: ["flows", flow, "publish-check"] });
  void queryClient.invalidateQueries({ queryKey: ["inbox"] });
};

export function FourEyes({ flow, check, onPublished }: { flow: string; check: PublishCheck; onPublished: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tellFailure = useTellFailure();
  const may = useMay("flows.publish");
  const onError = tellFailure;
  const approve = useMutation({
    mutationFn: () => designerApi.approve(flow),
    onSuccess: ({ version }) => {
      lookAgain(flow);
      toast("ok", t("publish.done", { version }));
      onPublished();
    },
    onError,
  });
  const end = useMutation({
    mutationFn: () => designerApi.endRequest(flow),
    onSuccess: () => lookAgain(flow),
    onError,
  });
  const { request, revision } = check;
  if (request === null) return <p className="quiet">{t("publish.fourEyes")}</p>;
  const isOld = request.revision !== revision;
  return (
    <section data-testid="publish-request">
      <h3>{t("publish.asked")}</h3>
      <p>
        {t(request.own ? "publish.askedByMe" : "publish.askedBy", {
          name: request.by_name ?? request.by,
          at: format.dateTime(request.at),
          revision: request.revision,
        })}
      </p>
      {request.reason ? <p className="quiet">{request.reason}</p> : null}
      {isOld ? <p className={styles.refused}>{t("publish.askedOld", { revision })}</p> : null}
      <div className={styles.choices}>
        {request.own ? null : (
          <Button type="primary" disabled={!may || isOld} loading={approve.isPending} onClick={() => approve.mutate()}>
            {t("publish.approve")}
          </Button>
        )}
        <Button disabled={!may} loading={end.isPending} onClick={() => end.mutate()}>
          {t(request.own ? "publish.withdraw" : "publish.decline")}
        </Button>
      </div>
    </section>
  );
}
