import type { Figure } from "@switchyard/flow";
import type { WorkingCalendar, WorkspaceSettings } from "@switchyard/orders";
import type { ReportSchedule } from "../port/reports.ts";
import type { Contact, DestinationKind } from "../port/workspace.ts";
import type { Kit } from "./kit.ts";

/** A tenant and the small lists that its flows refer to by id. `position` is the order on screen. */
export const defineWorkspace = (kit: Kit) => ({
  workspaces: kit.table(
    "workspaces",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      name: kit.text("name").notNull(),
      settings: kit.json<WorkspaceSettings>("settings").notNull(),
      /** Whether publishing needs a second person; null: no. */
      fourEyes: kit.bool("four_eyes"),
      /** Figures of its own; null: the default ones. */
      figures: kit.json<Figure[]>("figures"),
      /** Reports that are made and sent by themselves; null: none. */
      reportSchedules: kit.json<ReportSchedule[]>("report_schedules"),
      /** The group workspace that it belongs to. */
      groupId: kit.text("group_id"),
      createdAt: kit.ms("created_at").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId] })],
  ),
  brands: kit.table(
    "brands",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      brandId: kit.text("brand_id").notNull(),
      name: kit.text("name").notNull(),
      synonyms: kit.json<string[]>("synonyms"),
      /** Null: the workspace's. */
      calendar: kit.json<WorkingCalendar>("calendar"),
      /** Its approval chain: ids of people, level by level. */
      approvers: kit.json<string[][]>("approvers"),
      /** Ids of the people who are told where a flow notifies the brand. */
      contacts: kit.json<string[]>("contacts"),
      position: kit.int("position").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.brandId] })],
  ),
  destinations: kit.table(
    "destinations",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      destinationId: kit.text("destination_id").notNull(),
      name: kit.text("name").notNull(),
      kind: kit.text("kind").$type<DestinationKind>().notNull(),
      color: kit.text("color"),
      /** Orders that it can take in a day. */
      capacityPerDay: kit.int("capacity_per_day"),
      synonyms: kit.json<string[]>("synonyms"),
      /** Ids of the brands whose orders may go there; null: all. */
      brands: kit.json<string[]>("brands"),
      position: kit.int("position").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.destinationId] })],
  ),
  people: kit.table(
    "people",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      personId: kit.text("person_id").notNull(),
      name: kit.text("name").notNull(),
      role: kit.text("role").notNull(),
      /** Where the person can be reached. */
      contact: kit.json<Contact>("contact"),
      synonyms: kit.json<string[]>("synonyms"),
      position: kit.int("position").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.personId] })],
  ),
});
