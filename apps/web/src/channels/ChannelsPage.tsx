import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SettingsTabs } from "../settings/SettingsTabs.tsx";
import { Dialog } from "../shell/Dialog.tsx";
import { May } from "../shell/May.tsx";
import { queryClient } from "../shell/query.ts";
import { Screen } from "../shell/Screen.tsx";
import { Failure, Loading } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import { ChannelDialog } from "./ChannelDialog.tsx";
import { ChannelTable } from "./ChannelTable.tsx";
import { EDITABLE_KINDS, type EditableKind } from "./channel-fields.ts";
import { type ChannelView, channelKeys, channelsApi } from "./channels-api.ts";
import { TestDialog } from "./TestDialog.tsx";

type Open =
  | { what: "edit"; kind: EditableKind; channel: ChannelView | null }
  | { what: "test"; channel: ChannelView }
  | { what: "remove"; channel: ChannelView }
  | null;

export function ChannelsPage() {
  const { t } = useTranslation();
  const tellFailure = useTellFailure();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const channels = useQuery({ queryKey: channelKeys.channels, queryFn: ({ signal }) => channelsApi.channels(signal) });
  const remove = useMutation({
    mutationFn: (channel: ChannelView) => channelsApi.remove(channel.id),
    onSuccess: (_, { name }) => {
      void queryClient.invalidateQueries({ queryKey: channelKeys.channels });
      toast("ok", t("channels.removed", { name }));
      close();
    },
    onError: tellFailure,
  });
  const add = (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: EDITABLE_KINDS.map((kind) => ({ key: kind, label: t(`channels.kind.${kind}`) })),
        onClick: ({ key }) => {
          const kind = EDITABLE_KINDS.find((one) => one === key);
          if (kind !== undefined) setOpen({ what: "edit", kind, channel: null });
        },
      }}
    >
      <Button type="primary" icon={<PlusOutlined aria-hidden />} data-testid="add-channel">
        {t("channels.add")}
      </Button>
    </Dropdown>
  );

  function content() {
    if (channels.isPending) return <Loading />;
    if (channels.isError) return <Failure of={channels} />;
    return (
      <ChannelTable
        channels={channels.data.items}
        onEdit={(channel) => {
          if (channel.kind !== "inbox") setOpen({ what: "edit", kind: channel.kind, channel });
        }}
        onTest={(channel) => setOpen({ what: "test", channel })}
        onRemove={(channel) => setOpen({ what: "remove", channel })}
      />
    );
  }

  return (
    <Screen
      title={t("settings.channels")}
      hint={t("channels.hint")}
      actions={<May permission="channels.manage">{add}</May>}
      filters={<SettingsTabs />}
    >
      {content()}
      {open?.what === "edit" ? (
        <ChannelDialog
          key={open.channel?.id ?? open.kind}
          kind={open.kind}
          channel={open.channel}
          channels={channels.data?.items ?? []}
          onClose={close}
        />
      ) : null}
      {open?.what === "test" ? <TestDialog channel={open.channel} onClose={close} /> : null}
      <Dialog
        open={open?.what === "remove"}
        width={420}
        title={t("channels.remove")}
        okText={t("channels.remove")}
        okButtonProps={{ danger: true, loading: remove.isPending }}
        onCancel={close}
        onOk={() => {
          if (open?.what === "remove") remove.mutate(open.channel);
        }}
      >
        {open?.what === "remove" ? t("channels.removeAsk", { name: open.channel.name }) : null}
      </Dialog>
    </Screen>
  );
}
