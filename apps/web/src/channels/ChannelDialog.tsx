/** One form for all kinds: what a kind asks for is in `channel-fields.ts`. Secrets are never filled in from the server. */
import { useMutation } from "@tanstack/react-query";
import { Checkbox, Input, Select, Switch } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { Field } from "../shell/Field.tsx";
import { queryClient } from "../shell/query.ts";
import { RequestFailure } from "../shell/request.ts";
import { useFailureText } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import { ChannelFieldInput } from "./ChannelFieldInput.tsx";
import styles from "./Channels.module.css";
import {
  CHANNEL_FIELDS,
  type EditableKind,
  type FieldName,
  HAS_HOST,
  isSecret,
  ROBOT_ADDRESSES,
  speaksAnother,
  toBody,
  type Values,
} from "./channel-fields.ts";
import { type ChannelView, channelKeys, channelsApi } from "./channels-api.ts";

interface ChannelDialogProps {
  kind: EditableKind;
  /** Null: a new one. */
  channel: ChannelView | null;
  channels: readonly ChannelView[];
  onClose: () => void;
}

export function ChannelDialog({ kind, channel, channels, onClose }: ChannelDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const failureText = useFailureText();
  const workspace = useWorkspace();
  const sendsLinks = workspace?.sends_links !== false;
  const language = workspace?.settings.language ?? "zh-CN";
  const [name, setName] = useState(channel?.name ?? t(`channels.kind.${kind}`));
  const [enabled, setEnabled] = useState(channel?.enabled ?? true);
  const [fallback, setFallback] = useState<string | null>(channel?.fallback ?? null);
  const [values, setValues] = useState<Values>((channel?.settings ?? {}) as Values);
  const [keepPrevious, setKeepPrevious] = useState(true);
  const signs = values.secrets !== undefined && values.secrets !== "";
  const save = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), enabled, fallback, ...toBody(kind, values) };
      if (channel === null) return channelsApi.create({ kind, ...body });
      const rotates = kind === "webhook" && signs && channel.state !== "incomplete";
      return channelsApi.change(channel.id, { ...body, ...(rotates ? { keep_previous_secret: keepPrevious } : {}) });
    },
    onSuccess: (saved) => {
      void queryClient.invalidateQueries({ queryKey: channelKeys.channels });
      toast("ok", t("channels.saved", { name: saved.name }));
      onClose();
    },
  });
  const problems = save.error instanceof RequestFailure ? save.error.problems : [];
  const problemOf = (field: string) => {
    const found = problems.find(({ pointer }) => pointer.endsWith(`/${field}`) || pointer.includes(`/${field}/`));
    if (found === undefined) return null;
    if (field === "variables") return t("channels.wrongVariable");
    if (!found.code.startsWith("setting_")) return format.text(found.message).replace(/^\w+[:\uff1a]\s*/, "");
    if ((values[field as FieldName] ?? "") === "") return t("channels.missing");
    return t(ROBOT_ADDRESSES.has(field) ? "channels.wrongAddress" : "channels.wrong");
  };
  const others = channels.filter(({ id, built_in }) => id !== channel?.id && !built_in);
  return (
    <Dialog
      open
      width={520}
      style={{ top: 24 }}
      styles={{ body: { maxHeight: "calc(100vh - 180px)", overflowY: "auto" } }}
      title={`${channel === null ? t("channels.add") : t("channels.edit")} · ${t(`channels.kind.${kind}`)}`}
      okText={t("channels.save")}
      okButtonProps={{ loading: save.isPending, disabled: name.trim() === "" }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className={styles.form} data-testid="channel-form">
        <p className={styles.about}>{t(`channels.about.${kind}`)}</p>
        {sendsLinks ? null : <p className={styles.help}>{t("channels.noLinks")}</p>}
        <Field id="channel-name" label={t("channels.name")} help={t("channels.nameHelp")} error={problemOf("name")}>
          <Input id="channel-name" maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        {channel?.fault?.code === "secrets_detached" ? <p className={styles.wrong}>{t("channels.detached")}</p> : null}
        {CHANNEL_FIELDS[kind].map((field) => {
          const known = channel?.secrets.find((one) => one.name === field.name);
          return (
            <ChannelFieldInput
              key={field.name}
              field={field}
              value={values[field.name]}
              shown={isSecret(field) && known?.set ? known.shown : null}
              problem={problemOf(field.name)}
              onChange={(value) => setValues({ ...values, [field.name]: value })}
            />
          );
        })}
        {kind === "aliyun_sms" ? (
          <p className={speaksAnother({ kind, settings: values }, language) ? styles.wrong : styles.help}>
            {t(`channels.templateLanguage.${language}`)}
          </p>
        ) : null}
        {channel !== null && HAS_HOST.has(kind) ? <p className={styles.help}>{t("channels.hostHelp")}</p> : null}
        {channel !== null && kind === "webhook" && signs ? (
          <Checkbox checked={keepPrevious} onChange={(event) => setKeepPrevious(event.target.checked)}>
            {t("channels.keepPrevious")}
          </Checkbox>
        ) : null}
        <Field
          id="channel-fallback"
          label={t("channels.fallback")}
          help={t("channels.fallbackHelp")}
          error={problemOf("fallback")}
        >
          <Select
            id="channel-fallback"
            value={fallback ?? ""}
            options={[
              { value: "", label: t("channels.noFallback") },
              ...others.map((one) => ({ value: one.id, label: one.name })),
            ]}
            onChange={(id: string) => setFallback(id === "" ? null : id)}
          />
        </Field>
        <div className={styles.line}>
          <label htmlFor="channel-enabled">{t("channels.enabled")}</label>
          <Switch id="channel-enabled" checked={enabled} onChange={setEnabled} />
        </div>
        {save.isError ? (
          <p role="alert" className={styles.wrong}>
            {failureText(save.error).title}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
