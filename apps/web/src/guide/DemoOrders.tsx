/** In the demo only: one press puts recorded orders into an empty pool, as if they came in the days up to now. */
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { v1 } from "../shell/client.ts";
import { queryClient } from "../shell/query.ts";
import { answer } from "../shell/request.ts";
import { useMay } from "../shell/session.ts";
import { toast } from "../shell/toasts.ts";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import { useWorkspace } from "../shell/workspace.ts";

export function DemoOrders() {
  const { t } = useTranslation();
  const tellFailure = useTellFailure();
  const isDemo = useWorkspace()?.is_demo ?? false;
  const may = useMay("orders.write");
  const bring = useMutation({
    mutationFn: () => answer(v1.demo.orders.$post()),
    onSuccess: async ({ orders }) => {
      await queryClient.invalidateQueries();
      toast("ok", t("demo.brought", { n: orders }));
    },
    onError: tellFailure,
  });
  if (!isDemo || !may) return null;
  return (
    <Button type="primary" loading={bring.isPending} onClick={() => bring.mutate()} title={t("demo.hint")}>
      {t("demo.bring")}
    </Button>
  );
}
