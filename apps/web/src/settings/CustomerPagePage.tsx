/** 客户页: what customers see behind their links, and what they are told when a date moves. */

import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { type CustomerPage, DEFAULT_STATE_MACHINE, type MoveCause } from "@switchyard/orders";
import { Button, Input, InputNumber, Segmented, Select } from "antd";
import { useTranslation } from "react-i18next";
import { problemAt } from "../shell/request.ts";
import type { Workspace } from "../shell/workspace.ts";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import { newId, replaced, without } from "./rows.ts";
import styles from "./Settings.module.css";
import { SettingsPage } from "./SettingsPage.tsx";
import { settingsOf, type WorkspaceChange } from "./settings-api.ts";

type Change = (part: Partial<CustomerPage>) => void;

export function CustomerPagePage() {
  const { t } = useTranslation();
  return (
    <SettingsPage<CustomerPage>
      title={t("settings.customerPage")}
      hint={t("setup.page.hint")}
      read={(workspace: Workspace) => settingsOf(workspace).customerPage ?? {}}
      write={(draft) => ({ customer_page: filled(draft) }) as WorkspaceChange}
    >
      {(draft, change, error) => {
        const set: Change = (part) => change(filled({ ...draft, ...part }));
        return (
          <div className={styles.page}>
            <KeyStates
              chosen={draft.keyStates ?? []}
              set={set}
              problem={problemAt(error, "/customer_page/keyStates")}
            />
            <PromisedDates page={draft} set={set} />
            <Couriers couriers={draft.couriers ?? []} set={set} />
            <Moves moves={draft.moves ?? []} set={set} />
          </div>
        );
      }}
    </SettingsPage>
  );
}

/** What is empty is not said: absent. */
function filled(page: Partial<CustomerPage>): CustomerPage {
  const isEmpty = (value: unknown) =>
    value === undefined || value === null || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(page).filter(([, value]) => !isEmpty(value)));
}

function KeyStates({ chosen, set, problem }: { chosen: string[]; set: Change; problem: ReturnType<typeof problemAt> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const settings = useWorkspace()?.settings;
  const { states } = settings?.states ?? DEFAULT_STATE_MACHINE;
  const isShort = chosen.length > 0 && chosen.length < 3;
  return (
    <section className={styles.card}>
      <h2>{t("setup.page.keyStates")}</h2>
      <p>{t("setup.page.keyStatesHint")}</p>
      <Select
        mode="multiple"
        maxCount={3}
        allowClear
        style={{ width: "100%", maxWidth: 560 }}
        aria-label={t("setup.page.keyStates")}
        placeholder={t("setup.page.keyStatesUsual")}
        value={chosen}
        {...(isShort || problem ? { status: "error" as const } : {})}
        options={states.map(({ id, label }) => ({ value: id, label: format.text(label) }))}
        optionFilterProp="label"
        onChange={(keyStates: string[]) => set({ keyStates })}
      />
      {isShort ? <p className={styles.wrong}>{t("setup.page.three")}</p> : null}
      {problem ? <p className={styles.wrong}>{format.text(problem)}</p> : null}
    </section>
  );
}

function PromisedDates({ page, set }: { page: CustomerPage; set: Change }) {
  const { t } = useTranslation();
  const days = (name: "transitDays" | "invoiceDays") => (
    <div>
      <label htmlFor={name}>{t(`setup.page.${name}`)}</label>
      <InputNumber
        id={name}
        min={0}
        max={365}
        precision={0}
        value={page[name] ?? null}
        suffix={t("setup.page.days")}
        onChange={(value) => set({ [name]: value ?? undefined })}
      />
    </div>
  );
  return (
    <section className={styles.card}>
      <h2>{t("setup.page.dates")}</h2>
      <p>{t("setup.page.datesHint")}</p>
      <div className={styles.fields}>
        <div>
          <label htmlFor="due-is">{t("setup.page.dueIs")}</label>
          <Segmented
            id="due-is"
            value={page.dueIs ?? "arrival"}
            options={(["arrival", "dispatch"] as const).map((value) => ({
              value,
              label: t(`setup.page.due.${value}`),
            }))}
            onChange={(dueIs) => set({ dueIs })}
          />
        </div>
        {days("transitDays")}
        {days("invoiceDays")}
      </div>
    </section>
  );
}

function Couriers({ couriers, set }: { couriers: NonNullable<CustomerPage["couriers"]>; set: Change }) {
  const { t } = useTranslation();
  return (
    <section className={styles.card}>
      <h2>{t("setup.page.couriers")}</h2>
      <p>{t("setup.page.couriersHint")}</p>
      {couriers.map((row, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row that is being typed has no name yet
        <div key={place} className={styles.courier}>
          <Input
            aria-label={t("setup.page.courierName")}
            placeholder={t("setup.page.courierName")}
            maxLength={100}
            value={row.name}
            onChange={(event) => set({ couriers: replaced(couriers, place, { ...row, name: event.target.value }) })}
          />
          <Input
            type="tel"
            aria-label={t("setup.page.courierPhone")}
            placeholder={t("setup.page.courierPhone")}
            maxLength={25}
            value={row.phone}
            onChange={(event) => set({ couriers: replaced(couriers, place, { ...row, phone: event.target.value }) })}
          />
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t("setup.remove", { name: row.name })}
            onClick={() => set({ couriers: without(couriers, place) })}
          />
        </div>
      ))}
      <Button
        icon={<PlusOutlined aria-hidden />}
        onClick={() => set({ couriers: [...couriers, { name: "", phone: "" }] })}
      >
        {t("setup.page.addCourier")}
      </Button>
    </section>
  );
}

function Moves({ moves, set }: { moves: MoveCause[]; set: Change }) {
  const { t } = useTranslation();
  const add = () => {
    const id = newId(
      "",
      "cause",
      moves.map((one) => one.id),
    );
    set({ moves: [...moves, { id, name: "", explanation: "", options: [], compensation: "" }] });
  };
  return (
    <section className={styles.card}>
      <h2>{t("setup.page.moves")}</h2>
      <p>{t("setup.page.movesHint")}</p>
      {moves.map((row, place) => {
        const change = (part: Partial<MoveCause>) => set({ moves: replaced(moves, place, { ...row, ...part }) });
        return (
          <fieldset key={row.id} className={styles.cause}>
            <legend className="visually-hidden">{row.name || t("setup.page.newCause")}</legend>
            <Input
              aria-label={t("setup.page.cause")}
              placeholder={t("setup.page.cause")}
              maxLength={100}
              value={row.name}
              onChange={(event) => change({ name: event.target.value })}
            />
            <Input.TextArea
              aria-label={t("setup.page.explanation")}
              placeholder={t("setup.page.explanation")}
              rows={2}
              maxLength={500}
              value={row.explanation}
              onChange={(event) => change({ explanation: event.target.value })}
            />
            <Select
              mode="tags"
              maxCount={6}
              open={false}
              suffixIcon={null}
              aria-label={t("setup.page.options")}
              placeholder={t("setup.page.options")}
              value={row.options}
              onChange={(options: string[]) => change({ options })}
            />
            <Input
              aria-label={t("setup.page.compensation")}
              placeholder={t("setup.page.compensation")}
              maxLength={500}
              value={row.compensation}
              onChange={(event) => change({ compensation: event.target.value })}
            />
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t("setup.remove", { name: row.name })}
              onClick={() => set({ moves: without(moves, place) })}
            />
          </fieldset>
        );
      })}
      <Button icon={<PlusOutlined aria-hidden />} onClick={add}>
        {t("setup.page.addCause")}
      </Button>
    </section>
  );
}
