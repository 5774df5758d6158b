/** In the demo only: one press puts recorded orders into an empty pool, as if they came in the days up to now. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useMay } from "../people/people-api.ts";
import { api } from "../shell/api.ts";
import { useFailureText } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useWorkspace } from "../shell/workspace.ts";

export function DemoOrders() {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const client = useQueryClient();
  const isDemo = useWorkspace()?.is_demo ?? false;
  const may = useMay("orders.write");
  const bring = useMutation({
    mutationFn: api.bringDemoOrders,
    onSuccess: async ({ orders }) => {
      await client.invalidateQueries();
      toast("ok", t("demo.brought", { n: orders }));
    },
    onError: (cause) => toast("warn", failureText(cause).title),
  });
  if (!isDemo || !may) return null;
  return (
    <Button type="primary" loading={bring.isPending} onClick={() => bring.mutate()} title={t("demo.hint")}>
      {t("demo.bring")}
    </Button>
  );
}
