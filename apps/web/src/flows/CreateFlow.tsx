import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { v1 } from "../shell/client.ts";
import { Dialog } from "../shell/Dialog.tsx";
import { keys, queryClient } from "../shell/query.ts";
import { answer } from "../shell/request.ts";
import { useFailureText } from "../shell/states.tsx";

export function CreateFlow({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const failureText = useFailureText();
  const [name, setName] = useState("");
  const create = useMutation({
    mutationFn: () => answer(v1.flows.$post({ json: { name: name.trim() } })),
    onSuccess: async ({ id }) => {
      void queryClient.invalidateQueries({ queryKey: keys.flows });
      await navigate({ to: "/flows/$flowId", params: { flowId: id } });
    },
  });
  const submit = () => {
    if (name.trim() !== "") create.mutate();
  };
  return (
    <Dialog
      open
      width={420}
      title={t("flows.create")}
      okText={t("flows.createOk")}
      okButtonProps={{ disabled: name.trim() === "", loading: create.isPending }}
      onOk={submit}
      onCancel={onClose}
    >
      <label htmlFor="flow-name">{t("flows.newName")}</label>
      <Input
        id="flow-name"
        maxLength={120}
        value={name}
        placeholder={t("flows.newNameHint")}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={(event) => {
          if (!event.nativeEvent.isComposing) submit();
        }}
      />
      {create.isError ? <p role="alert">{failureText(create.error).title}</p> : null}
    </Dialog>
  );
}
