/** A template made of a flow: click a card, pick the values that stay open. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Button, Checkbox, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useDrawing } from "../designer/drawing.ts";
import { FlowTitle } from "../shell/FlowTitle.tsx";
import { askFlow } from "../shell/flow-query.ts";
import { queryClient } from "../shell/query.ts";
import { Screen } from "../shell/Screen.tsx";
import { Failure, Loading, Refused } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import { ReadOnlyCanvas } from "../versions/ReadOnlyCanvas.tsx";
import { cellText } from "./cell-text.ts";
import styles from "./Templates.module.css";
import { type Pick, templateKeys, templatesApi } from "./templates-api.ts";

interface Open {
  zh: string;
  en: string;
  required: boolean;
  keepDefault: boolean;
}
type Chosen = Readonly<Record<string, Open>>;

export function MakeTemplatePage() {
  const { t } = useTranslation();
  const { flowId } = useParams({ from: "/flows/$flowId/template" });
  const flow = useQuery({ queryKey: ["templates", "of", flowId], queryFn: ({ signal }) => askFlow(flowId, signal) });
  const values = useQuery({
    queryKey: templateKeys.values(flowId),
    queryFn: ({ signal }) => templatesApi.values(flowId, signal),
  });
  const [chosen, setChosen] = useState<Chosen>({});
  const failed = flow.error ?? values.error;
  const tones = new Map(
    (values.data?.items ?? []).flatMap(({ node, place }) =>
      node === null ? [] : [[node, chosen[place] === undefined ? "changed" : "added"] as const],
    ),
  );
  for (const { node, place } of values.data?.items ?? [])
    if (node !== null && chosen[place] !== undefined) tones.set(node, "added");
  return (
    <Screen
      bare
      title={<FlowTitle flow={flowId} title={t("templates.makeTitle", { name: flow.data?.name ?? "" })} />}
      hint={t("templates.makeHint")}
    >
      {failed ? (
        <Failure error={failed} onRetry={() => void Promise.all([flow.refetch(), values.refetch()])} list="/flows" />
      ) : null}
      {!failed && (!flow.data || !values.data) ? <Loading /> : null}
      {flow.data && values.data ? (
        <div className={styles.make}>
          <ReadOnlyCanvas flow={flowId} document={flow.data.draft.document} tones={tones}>
            <Side flow={flowId} name={flow.data.name} items={values.data.items} chosen={chosen} onChange={setChosen} />
          </ReadOnlyCanvas>
        </div>
      ) : null}
    </Screen>
  );
}

interface SideProps {
  flow: string;
  name: string;
  items: readonly Pick[];
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
}

function Side({ flow, name, items, chosen, onChange }: SideProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { canvas } = useDrawing();
  const selected = useStore(canvas.store, (state) => state.selection.nodes);
  const [title, setTitle] = useState({ zh: name, en: name });
  const shown = selected.length === 0 ? items : items.filter(({ node }) => node !== null && selected.includes(node));
  const make = useMutation({
    mutationFn: () =>
      templatesApi.make({
        flow,
        name: title,
        description: { zh: "", en: "" },
        parameters: Object.entries(chosen).map(([place, { zh, en, ...one }], index) => ({
          id: `p${index + 1}`,
          label: { zh, en },
          ...one,
          places: [place],
        })),
      }),
    onSuccess: async ({ id }) => {
      toast("ok", t("templates.isMade"));
      void queryClient.invalidateQueries({ queryKey: templateKeys.list });
      await navigate({ to: "/templates/$templateId", params: { templateId: id } });
    },
  });
  return (
    <aside className={styles.side}>
      <Input
        aria-label={t("templates.nameZh")}
        addonBefore={t("templates.nameZh")}
        value={title.zh}
        onChange={(event) => setTitle({ ...title, zh: event.target.value })}
      />
      <Input
        aria-label={t("templates.nameEn")}
        addonBefore={t("templates.nameEn")}
        value={title.en}
        onChange={(event) => setTitle({ ...title, en: event.target.value })}
      />
      <p className="quiet">{t(selected.length === 0 ? "templates.pickAll" : "templates.pickNode")}</p>
      <ul data-testid="template-values">
        {shown.map((one) => (
          <PickItem
            key={one.place}
            one={one}
            open={chosen[one.place]}
            onChange={(open) => {
              const { [one.place]: _, ...others } = chosen;
              onChange(open === null ? others : { ...others, [one.place]: open });
            }}
          />
        ))}
      </ul>
      <Refused error={make.error} />
      <Button
        type="primary"
        loading={make.isPending}
        disabled={title.zh.trim() === "" || title.en.trim() === ""}
        onClick={() => make.mutate()}
        data-testid="make-template"
      >
        {t("templates.make", { n: Object.keys(chosen).length })}
      </Button>
    </aside>
  );
}

function PickItem({
  one,
  open,
  onChange,
}: {
  one: Pick;
  open: Open | undefined;
  onChange: (open: Open | null) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const names = {
    destinations: workspace?.destinations ?? [],
    people: workspace?.people ?? [],
    language: format.language,
  };
  const said = cellText({ id: "", type: one.type, label: one.label, required: false }, one.value, names);
  return (
    <li>
      <Checkbox
        checked={open !== undefined}
        onChange={(event) =>
          onChange(event.target.checked ? { ...one.label, required: true, keepDefault: true } : null)
        }
      >
        {format.text(one.label)} <b>{said}</b>
      </Checkbox>
      {open === undefined ? null : (
        <div className={styles.open}>
          <Input
            size="small"
            aria-label={t("templates.nameZh")}
            value={open.zh}
            onChange={(event) => onChange({ ...open, zh: event.target.value })}
          />
          <Input
            size="small"
            aria-label={t("templates.nameEn")}
            value={open.en}
            onChange={(event) => onChange({ ...open, en: event.target.value })}
          />
          <Checkbox
            checked={open.keepDefault}
            onChange={(event) => onChange({ ...open, keepDefault: event.target.checked })}
          >
            {t("templates.keepDefault")}
          </Checkbox>
          <Checkbox checked={open.required} onChange={(event) => onChange({ ...open, required: event.target.checked })}>
            {t("templates.required")}
          </Checkbox>
        </div>
      )}
    </li>
  );
}
