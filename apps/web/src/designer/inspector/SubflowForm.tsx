/** Which flow to run. One that cannot be called (never published, without a start, leading back to this one) says why. */
import { validateFlow } from "@switchyard/flow";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../../shell/Field.tsx";
import { flowsQuery } from "../../shell/flow-query.ts";
import { useFormat } from "../../shell/workspace.ts";
import { useDrawing, useEditor } from "../drawing.ts";
import { usePublishedDocuments } from "../published-flows.ts";
import type { FormProps } from "./forms.ts";
import styles from "./Inspector.module.css";

export default function SubflowForm({ node, readOnly, update }: FormProps<"subflow">) {
  const { t } = useTranslation();
  const format = useFormat();
  const { flow } = useDrawing();
  const document = useEditor((state) => state.document);
  const list = useQuery(flowsQuery);
  const others = (list.data?.items ?? []).filter((one) => one.id !== flow);
  const flows = usePublishedDocuments();

  /** The check that publishing makes, asked beforehand of a drawing that holds this call alone. */
  function refusal(id: string): string | undefined {
    if (!flows) return undefined;
    const alone = { ...document, nodes: [{ ...node, flow: id }], edges: [] };
    const found = validateFlow(alone, { flow, flows }).find((one) => one.pointer === "/flow");
    return found ? format.text(found.message) : undefined;
  }

  const options = others.map((one) => {
    const why = one.live_version === null ? t("subflow.neverPublished") : refusal(one.id);
    return { value: one.id, label: one.name, disabled: why !== undefined, why };
  });
  const known = node.flow === "" || list.isPending || others.some((one) => one.id === node.flow);
  return (
    <Field
      label={t("subflow.flow")}
      help={t("subflow.help")}
      error={known ? undefined : t("subflow.gone", { id: node.flow })}
    >
      {(id) => (
        <>
          <Select
            id={id}
            aria-label={t("subflow.flow")}
            placeholder={t("subflow.pick")}
            notFoundContent={t("subflow.none")}
            showSearch={{ optionFilterProp: "label" }}
            loading={list.isPending}
            disabled={readOnly}
            value={node.flow === "" ? null : node.flow}
            options={options}
            optionRender={({ label, data }) => (
              <span className={styles.choice}>
                {label}
                {data.why ? <small>{data.why}</small> : null}
              </span>
            )}
            onChange={(chosen: string) => update({ ...node, flow: chosen }, "flow")}
          />
          {known && node.flow !== "" ? (
            <Link to="/flows/$flowId" params={{ flowId: node.flow }}>
              {t("subflow.open")}
            </Link>
          ) : null}
        </>
      )}
    </Field>
  );
}
