import { PlusOutlined, SearchOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Greeting } from "../guide/Greeting.tsx";
import type { FlowSummary } from "../shell/flow-query.ts";
import { flowsQuery } from "../shell/flow-query.ts";
import { May } from "../shell/May.tsx";
import { Screen } from "../shell/Screen.tsx";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { useWorkspace } from "../shell/workspace.ts";
import { CreateFlow } from "./CreateFlow.tsx";
import { FlowTable } from "./FlowTable.tsx";

const fold = (text: string) => text.normalize("NFKC").toLowerCase();

function matches(flow: FlowSummary, search: string, brand: string | undefined): boolean {
  const named = fold(flow.name).includes(fold(search.trim()));
  return named && (brand === undefined || flow.brands.length === 0 || flow.brands.includes(brand));
}

export function FlowsPage() {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [search, setSearch] = useState("");
  const [brand, setBrand] = useState<string>();
  const [creating, setCreating] = useState(false);
  const flows = useQuery(flowsQuery);
  const create = (
    <May permission="flows.edit">
      <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setCreating(true)}>
        {t("flows.create")}
      </Button>
    </May>
  );

  function content() {
    if (flows.isPending) return <Loading />;
    if (flows.isError) return <Failure of={flows} />;
    if (flows.data.items.length === 0) {
      return (
        <Empty title={t("flows.emptyTitle")} hint={t("flows.emptyHint")}>
          {create}
          <May permission="flows.edit">
            <Link to="/templates">{t("flows.fromTemplate")}</Link>
          </May>
        </Empty>
      );
    }
    const found = flows.data.items.filter((flow) => matches(flow, search, brand));
    if (found.length === 0) {
      const reset = () => {
        setSearch("");
        setBrand(undefined);
      };
      return (
        <Empty title={t("flows.noneTitle")} hint={t("flows.noneHint")}>
          <Button onClick={reset}>{t("flows.clearFilters")}</Button>
        </Empty>
      );
    }
    return <FlowTable flows={found} whole={found.length === flows.data.items.length} />;
  }

  return (
    <Screen
      title={t("flows.title")}
      hint={t("flows.hint")}
      actions={create}
      above={
        flows.isSuccess ? (
          <May permission="flows.publish">
            <Greeting flows={flows.data.items} />
          </May>
        ) : null
      }
      filters={
        <>
          <Input
            style={{ width: 240 }}
            prefix={<SearchOutlined aria-hidden />}
            allowClear
            placeholder={t("flows.search")}
            aria-label={t("flows.search")}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <Select
            style={{ width: 180 }}
            allowClear
            placeholder={t("flows.anyBrand")}
            aria-label={t("flows.brand")}
            value={brand}
            options={(workspace?.brands ?? []).map((one) => ({ value: one.id, label: one.name }))}
            onChange={(next: string | undefined) => setBrand(next)}
          />
        </>
      }
    >
      {content()}
      {creating ? <CreateFlow onClose={() => setCreating(false)} /> : null}
    </Screen>
  );
}
