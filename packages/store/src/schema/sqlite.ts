/** The tables of the SQLite dialect: what drizzle-kit reads to generate migrations, and what the queries are written against. */
import { defineAccess } from "./access.ts";
import { defineAccounts } from "./accounts.ts";
import { defineBesideFlows } from "./beside-flows.ts";
import { defineChannels } from "./channels.ts";
import { defineFlows } from "./flows.ts";
import { defineHistory } from "./history.ts";
import { defineIntake } from "./intake.ts";
import { defineJournal } from "./journal.ts";
import { sqliteKit } from "./kit.ts";
import { defineOrders } from "./orders.ts";
import { defineReports } from "./reports.ts";
import { defineRollOuts } from "./rollouts.ts";
import { defineState } from "./state.ts";
import { defineTemplates } from "./templates.ts";
import { defineWorkspace } from "./workspace.ts";

export const { workspaces, brands, destinations, people } = defineWorkspace(sqliteKit);
export const { members, invitations, apiKeys, trackingLinks } = defineAccess(sqliteKit);
export const { users, sessions, accounts, verifications, twoFactors } = defineAccounts(sqliteKit);
export const { orders, receipts, requests } = defineOrders(sqliteKit);
export const { state, waits, timers, messages } = defineState(sqliteKit);
export const { journal, outbox } = defineJournal(sqliteKit);
export const { flows, drafts, flowVersions, flowHits } = defineFlows(sqliteKit);
export const { goldenOrders, comments, publishRequests } = defineBesideFlows(sqliteKit);
export const { datasets, datasetRows, datasetEvents, datasetProblems, replays, replayDifferences } =
  defineHistory(sqliteKit);
export const { channels, limiters, deliveries, inbox } = defineChannels(sqliteKit);
export const { intakeRecords, intakeCounts, intakeSources, comparisons, comparisonRows } = defineIntake(sqliteKit);
export const { templates, templateUses } = defineTemplates(sqliteKit);
export const { reports } = defineReports(sqliteKit);
export const { rollouts } = defineRollOuts(sqliteKit);
