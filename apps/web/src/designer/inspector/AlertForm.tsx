import type { NodeOf } from "@switchyard/flow";
import { Segmented, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../../shell/Field.tsx";
import { useWorkspace } from "../../shell/workspace.ts";
import { Many } from "./Choices.tsx";
import type { FormProps } from "./forms.ts";
import { QuietField } from "./QuietField.tsx";
import { TextField } from "./TextField.tsx";

const CHANNELS: readonly NodeOf<"alert">["channel"][] = ["inbox", "wecom", "dingtalk", "feishu", "sms", "email"];

export default function AlertForm({ node, readOnly, update }: FormProps<"alert">) {
  const { t } = useTranslation();
  const people = useWorkspace()?.people ?? [];
  return (
    <>
      <Field label={t("form.to")}>
        {(id) => (
          <Many
            id={id}
            label={t("form.to")}
            placeholder={t("form.pickPeople")}
            disabled={readOnly}
            value={node.to}
            options={people.map((person) => ({ value: person.id, label: person.name }))}
            onChange={(to) => update({ ...node, to }, "to")}
          />
        )}
      </Field>
      <Field label={t("form.level")} help={t("form.levelHelp")}>
        <Segmented
          block
          aria-label={t("form.level")}
          disabled={readOnly}
          value={node.level}
          options={[1, 2, 3, 4].map((level) => ({ value: level, label: t("form.levelN", { n: level }) }))}
          onChange={(level) => update({ ...node, level }, "level")}
        />
      </Field>
      <Field label={t("form.channel")}>
        {(id) => (
          <Select
            id={id}
            aria-label={t("form.channel")}
            disabled={readOnly}
            value={node.channel}
            options={CHANNELS.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
            onChange={(channel) => update({ ...node, channel }, "channel")}
          />
        )}
      </Field>
      {node.channel === "inbox" ? null : (
        <QuietField
          value={node.quietHours}
          readOnly={readOnly}
          onChange={(quietHours) => {
            const { quietHours: _, ...rest } = node;
            update(quietHours === undefined ? rest : { ...rest, quietHours }, "quietHours");
          }}
        />
      )}
      <Field label={t("form.text")}>
        {(id) => (
          <TextField
            id={id}
            rows={3}
            aria-label={t("form.text")}
            maxLength={500}
            disabled={readOnly}
            value={node.text}
            onChange={(text) => update({ ...node, text }, "text")}
          />
        )}
      </Field>
    </>
  );
}
