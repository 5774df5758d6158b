/** One brand: its working calendar, who approves for it, and what only it has. */
import type { WorkingCalendar } from "@switchyard/orders";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Select, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { flowsQuery } from "../shell/flow-query.ts";
import { Screen } from "../shell/Screen.tsx";
import { Empty, Loading } from "../shell/states.tsx";
import type { Workspace } from "../shell/workspace.ts";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import { ApprovalChain } from "./ApprovalChain.tsx";
import { replaced } from "./rows.ts";
import styles from "./Settings.module.css";
import { SettingsPage } from "./SettingsPage.tsx";
import { settingsOf } from "./settings-api.ts";
import { WeekHours } from "./WeekHours.tsx";
import { YearView } from "./YearView.tsx";

type Brand = Workspace["brands"][number];

export function BrandPage() {
  const { t } = useTranslation();
  const { brandId } = useParams({ from: "/settings/brands/$brandId" });
  const workspace = useWorkspace();
  if (!workspace) return <Loading />;
  const place = workspace.brands.findIndex(({ id }) => id === brandId);
  const brand = workspace.brands[place];
  if (brand === undefined)
    return (
      <Screen title={t("settings.brands")}>
        <Empty title={t("setup.brandGone")} hint={t("setup.brandGoneHint")}>
          <Link to="/settings/brands">{t("setup.backToBrands")}</Link>
        </Empty>
      </Screen>
    );
  return (
    <SettingsPage<Brand>
      title={t("setup.brandTitle", { name: brand.name })}
      hint={t("setup.brandHint")}
      read={({ brands }) => brands[place] ?? brand}
      write={(draft) => ({ brands: replaced(workspace.brands, place, draft) })}
    >
      {(draft, change, error) => (
        <>
          <Link to="/settings/brands">{t("setup.backToBrands")}</Link>
          <div className={styles.two}>
            <div className={styles.page}>
              <ApprovalChain
                levels={draft.approvers ?? []}
                error={error}
                pointer={`/brands/${place}/approvers`}
                onChange={(levels) => change(withPart(draft, "approvers", levels.length === 0 ? undefined : levels))}
              />
              <Contacts
                chosen={draft.contacts ?? []}
                onChange={(contacts) =>
                  change(withPart(draft, "contacts", contacts.length === 0 ? undefined : contacts))
                }
              />
              <OwnThings workspace={workspace} brand={brandId} />
            </div>
            <OwnCalendar
              calendar={draft.calendar}
              usual={settingsOf(workspace).calendar}
              error={error}
              pointer={`/brands/${place}/calendar`}
              onChange={(calendar) => change(withPart(draft, "calendar", calendar))}
            />
          </div>
        </>
      )}
    </SettingsPage>
  );
}

/** A part that is not set is not there: absent means the workspace's. */
function withPart<K extends "calendar" | "approvers" | "contacts">(brand: Brand, part: K, value: Brand[K]): Brand {
  const { [part]: _, ...rest } = brand;
  return (value === undefined ? rest : { ...rest, [part]: value }) as Brand;
}

function Contacts({ chosen, onChange }: { chosen: string[]; onChange: (contacts: string[]) => void }) {
  const { t } = useTranslation();
  const people = (useWorkspace()?.people ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <section className={styles.card}>
      <h2>{t("setup.page.contacts")}</h2>
      <p>{t("setup.page.contactsHint")}</p>
      <Select
        mode="multiple"
        style={{ width: "100%" }}
        optionFilterProp="label"
        aria-label={t("setup.page.contacts")}
        value={chosen}
        options={people}
        onChange={onChange}
      />
    </section>
  );
}

interface OwnCalendarProps {
  calendar: Brand["calendar"];
  usual: WorkingCalendar;
  error: unknown;
  pointer: string;
  onChange: (calendar: Brand["calendar"]) => void;
}

function OwnCalendar({ calendar, usual, error, pointer, onChange }: OwnCalendarProps) {
  const { t } = useTranslation();
  const own = calendar as WorkingCalendar | undefined;
  return (
    <div className={styles.page}>
      <section className={styles.card}>
        <label className={styles.switch} htmlFor="own-calendar">
          <Switch
            id="own-calendar"
            checked={own !== undefined}
            onChange={(isOn) => onChange(isOn ? structuredClone(usual) : undefined)}
            data-testid="own-calendar"
          />
          <b>{t("setup.usesOwn")}</b>
        </label>
        <p className={styles.last}>{t("setup.usesOwnHint")}</p>
      </section>
      {own === undefined ? null : (
        <>
          <WeekHours
            week={own.week}
            error={error}
            pointer={`${pointer}/week`}
            onChange={(week) => onChange({ ...own, week })}
          />
          <YearView calendar={own} onChange={onChange} />
        </>
      )}
    </div>
  );
}

/** Destinations, fields and flows that are for this brand; edited where they are kept. */
function OwnThings({ workspace, brand }: { workspace: Workspace; brand: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const flows = useQuery(flowsQuery);
  const destinations = workspace.destinations.filter(({ brands }) => brands?.includes(brand)).map(({ name }) => name);
  const fields = settingsOf(workspace).customFields.filter(({ brands }) => brands?.includes(brand));
  const named = (names: readonly string[]) =>
    names.length === 0 ? <span className="quiet">{t("setup.ownNone")}</span> : names.join(t("state.comma"));
  const own = (flows.data?.items ?? []).filter(({ brands }) => brands.includes(brand));
  return (
    <section className={styles.card} data-testid="own-things">
      <h2>{t("setup.ownThings")}</h2>
      <p>{t("setup.ownThingsHint")}</p>
      <dl className={styles.facts}>
        <dt>
          <Link to="/settings/destinations">{t("settings.destinations")}</Link>
        </dt>
        <dd>{named(destinations)}</dd>
        <dt>
          <Link to="/settings/fields">{t("setup.customFields")}</Link>
        </dt>
        <dd>{named(fields.map(({ label, name }) => format.text(label) || name))}</dd>
        <dt>{t("setup.ownFlows")}</dt>
        <dd>
          {own.length === 0 ? (
            <span className="quiet">{t("setup.ownNone")}</span>
          ) : (
            own.map(({ id, name }) => (
              <Link key={id} to="/flows/$flowId" params={{ flowId: id }} className={styles.flowName ?? ""}>
                {name}
              </Link>
            ))
          )}
          <p className="quiet">{t("setup.ownFlowsAll")}</p>
        </dd>
      </dl>
    </section>
  );
}
