/** Hands a template's newest release to members of the group, as drafts. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { Failure, Loading, useFailureText } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import styles from "./People.module.css";
import { type GroupRule, peopleApi, peopleKeys } from "./people-api.ts";

export function HandOutDialog({ members, onClose }: { members: { id: string; name: string }[]; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const failureText = useFailureText();
  const [template, setTemplate] = useState<string | null>(null);
  const [to, setTo] = useState(members.map(({ id }) => id));
  const [rule, setRule] = useState<"fixed" | "default" | "ordinary">("default");
  const templates = useQuery({
    queryKey: [...peopleKeys.group, "templates"],
    queryFn: ({ signal }) => peopleApi.ownTemplates(signal),
  });
  const hand = useMutation({
    mutationFn: (json: { template: string; members: string[]; rule: GroupRule }) => peopleApi.handOut(json),
  });
  function content() {
    if (templates.isPending) return <Loading />;
    if (templates.isError) return <Failure of={templates} />;
    if (hand.data) {
      return (
        <ul className={styles.states} data-testid="handed-out">
          {hand.data.items.map((one) => (
            <li key={one.id}>
              <span className={styles.name}>{one.name}</span>
              <span>
                {t(`group.result.${one.result}`)}
                {one.problem ? <small className={styles.sub}>{format.text(one.problem.message)}</small> : null}
              </span>
            </li>
          ))}
        </ul>
      );
    }
    if (templates.data.length === 0) return <p>{t("group.noTemplates")}</p>;
    return (
      <div className={styles.form}>
        <p className={styles.help}>{t("group.handOutHint")}</p>
        <Select<string>
          aria-label={t("group.template")}
          placeholder={t("group.template")}
          value={template}
          options={templates.data.map(({ id, name, version }) => ({
            value: id,
            label: `${format.text(name)} · v${version}`,
          }))}
          onChange={setTemplate}
        />
        <Select<string[]>
          mode="multiple"
          aria-label={t("group.members")}
          value={to}
          options={members.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setTo}
        />
        <Select<"fixed" | "default" | "ordinary">
          aria-label={t("group.rule")}
          value={rule}
          options={(["default", "fixed", "ordinary"] as const).map((value) => ({
            value,
            label: t(`group.ruleName.${value}`),
          }))}
          onChange={setRule}
        />
        {hand.isError ? (
          <p className={styles.wrong} role="alert">
            {failureText(hand.error).title}
          </p>
        ) : null}
      </div>
    );
  }
  return (
    <Dialog
      open
      width={480}
      title={t("group.handOut")}
      onCancel={onClose}
      footer={
        hand.data ? (
          <Button type="primary" onClick={onClose}>
            {t("people.done")}
          </Button>
        ) : (
          <Button
            type="primary"
            disabled={template === null || to.length === 0}
            loading={hand.isPending}
            onClick={() =>
              template !== null && hand.mutate({ template, members: to, rule: rule === "ordinary" ? null : rule })
            }
          >
            {t("group.handOutDo")}
          </Button>
        )
      }
    >
      {content()}
    </Dialog>
  );
}
