/** One message now, and the vendor's own answer to it. */
import { useMutation } from "@tanstack/react-query";
import { Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { Field } from "../shell/Field.tsx";
import { queryClient } from "../shell/query.ts";
import { Refused } from "../shell/states.tsx";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import styles from "./Channels.module.css";
import { type ChannelView, channelKeys, channelsApi } from "./channels-api.ts";

const byAddress = (kind: string) => (kind === "email" || kind === "aliyun_sms" || kind === "wecom_app" ? kind : null);

export function TestDialog({ channel, onClose }: { channel: ChannelView; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const people = useWorkspace()?.people ?? [];
  const [person, setPerson] = useState<string>();
  const [address, setAddress] = useState("");
  const addressKind = byAddress(channel.kind);
  const test = useMutation({
    mutationFn: () =>
      channelsApi.test(channel.id, {
        ...(person === undefined ? {} : { person }),
        ...(address.trim() === "" ? {} : { address: address.trim() }),
      }),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: channelKeys.channels }),
  });
  return (
    <Dialog
      open
      width={460}
      title={t("channels.testTitle", { name: channel.name })}
      okText={t("channels.testSend")}
      cancelText={t("channels.close")}
      okButtonProps={{ loading: test.isPending }}
      onOk={() => test.mutate()}
      onCancel={onClose}
    >
      <div className={styles.form} data-testid="test-form">
        {channel.kind === "webhook" ? null : (
          <Field id="test-person" label={t(addressKind === null ? "channels.testMention" : "channels.testTo")}>
            <Select
              id="test-person"
              allowClear
              placeholder={t("channels.testPerson")}
              value={person ?? null}
              options={people.map((one) => ({ value: one.id, label: one.name }))}
              onChange={(id: string | null) => setPerson(id ?? undefined)}
            />
          </Field>
        )}
        {addressKind === null ? null : (
          <Field id="test-address" label={t("channels.testAddress")}>
            <Input
              id="test-address"
              placeholder={t(`channels.testAddressHelp.${addressKind}`)}
              value={address}
              onChange={(event) => setAddress(event.target.value)}
            />
          </Field>
        )}
        {test.isSuccess ? (
          <div className={styles.answer} data-result={test.data.result} role="status">
            <h3>
              {test.data.result === "delivered"
                ? t("channels.testOk", { ms: format.number(test.data.ms) })
                : t("channels.testBad")}
            </h3>
            {test.data.reason === null ? null : <p>{format.text(test.data.reason)}</p>}
            {test.data.answer === "" ? null : (
              <>
                <p className={styles.help}>{t("channels.testAnswer")}</p>
                <pre>{test.data.answer}</pre>
              </>
            )}
          </div>
        ) : null}
        <Refused error={test.error} />
      </div>
    </Dialog>
  );
}
