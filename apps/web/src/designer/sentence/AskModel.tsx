/** Where the operator has set a language model up: it may read what the grammar has not. The same preview, the same checks. */
import type { Language, Understanding } from "@switchyard/phrases";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { keys } from "../../shell/query.ts";
import { useFailureText } from "../../shell/states.tsx";
import { useFormat } from "../../shell/workspace.ts";
import { designerApi } from "../designer-api.ts";

interface AskModelProps {
  text: string;
  language: Language;
  onAnswer: (text: string, understanding: Understanding) => void;
}

export function AskModel({ text, language, onAnswer }: AskModelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const failureText = useFailureText();
  const who = useQuery({
    queryKey: keys.understander,
    queryFn: ({ signal }) => designerApi.understander(signal),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  const ask = useMutation({
    mutationFn: (asked: string) => designerApi.askModel({ text: asked, language }),
    onSuccess: ({ understanding }, asked) => {
      if (understanding) onAnswer(asked, understanding);
    },
  });
  if (!who?.name) return null;
  return (
    <>
      <Tooltip title={t("sentence.modelHelp")}>
        <Button size="small" loading={ask.isPending} onClick={() => ask.mutate(text)}>
          {t("sentence.askModel", { name: format.text(who.name) })}
        </Button>
      </Tooltip>
      <small role="status">
        {ask.data?.refused ? format.text(ask.data.refused) : ""}
        {ask.isError ? failureText(ask.error).title : ""}
      </small>
    </>
  );
}
