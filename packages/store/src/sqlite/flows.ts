import { and, asc, desc, eq, gte, max, ne, sql, sum } from "../drizzle.ts";
import type { FlowReader, FlowVersion, FlowWriter } from "../port/flows.ts";
import { drafts, flowHits, flows, flowVersions } from "../schema/sqlite.ts";
import type { Queries } from "./queries.ts";

const DAY = 86_400_000;
/** The first of the seven whole days that count as the last seven. */
const weekAgo = (now: number) => Math.floor(now / DAY) - 6;

const record = {
  id: flows.flowId,
  name: flows.name,
  position: flows.position,
  owner: flows.owner,
  groupRule: flows.groupRule,
  liveVersion: flows.liveVersion,
  newestVersion: sql<
    number | null
  >`(select max(v.version) from flow_versions v where v.workspace_id = flows.workspace_id and v.flow_id = flows.flow_id)`,
  createdAt: flows.createdAt,
  updatedAt: flows.updatedAt,
};
const version = {
  version: flowVersions.version,
  revision: flowVersions.revision,
  document: flowVersions.document,
  program: flowVersions.program,
  reason: flowVersions.reason,
  actor: flowVersions.actor,
  publishedAt: flowVersions.publishedAt,
};
/** Fixed rules of the group, flows, default rules of the group; each in the order that people gave them. */
const flowOrder = [
  sql`case ${flows.groupRule} when 'fixed' then 0 when 'default' then 2 else 1 end`,
  asc(flows.position),
] as const;
const sameFlow = and(eq(drafts.workspaceId, flows.workspaceId), eq(drafts.flowId, flows.flowId));
const liveVersion = and(
  eq(flowVersions.workspaceId, flows.workspaceId),
  eq(flowVersions.flowId, flows.flowId),
  eq(flowVersions.version, flows.liveVersion),
);

export const flowReader = (db: Queries): FlowReader => ({
  async list(workspace, now) {
    const rows = await db
      .select({
        ...record,
        draftRevision: drafts.revision,
        draftUpdatedAt: drafts.updatedAt,
        brands: sql<string>`json_extract(${drafts.document}, '$.brands')`,
        // Both are written by the same schema: the same drawing is the same text.
        differs: sql<number>`coalesce(${drafts.document} <> ${flowVersions.document}, 0)`,
        publishedAt: flowVersions.publishedAt,
      })
      .from(flows)
      .innerJoin(drafts, sameFlow)
      .leftJoin(flowVersions, liveVersion)
      .where(eq(flows.workspaceId, workspace))
      .orderBy(...flowOrder);
    const hits = await db
      .select({
        flow: flowHits.flowId,
        hits7d: sql<number>`sum(case when ${flowHits.day} >= ${weekAgo(now)} then ${flowHits.hits} else 0 end)`,
        lastHitAt: max(flowHits.lastAt),
      })
      .from(flowHits)
      .where(and(eq(flowHits.workspaceId, workspace), eq(flowHits.nodeId, "")))
      .groupBy(flowHits.flowId);
    const byFlow = new Map(hits.map((row) => [row.flow, row]));
    return rows.map((row) => ({
      ...row,
      differs: row.differs !== 0,
      brands: JSON.parse(row.brands) as string[],
      hits7d: byFlow.get(row.id)?.hits7d ?? 0,
      lastHitAt: byFlow.get(row.id)?.lastHitAt ?? null,
    }));
  },
  async get(workspace, flow) {
    const [row] = await db
      .select(record)
      .from(flows)
      .where(and(eq(flows.workspaceId, workspace), eq(flows.flowId, flow)));
    return row ?? null;
  },
  async draft(workspace, flow) {
    const [row] = await db
      .select({ revision: drafts.revision, document: drafts.document, updatedAt: drafts.updatedAt })
      .from(drafts)
      .where(and(eq(drafts.workspaceId, workspace), eq(drafts.flowId, flow)));
    return row ?? null;
  },
  async version(workspace, flow, number) {
    const [row] = await db
      .select(version)
      .from(flowVersions)
      .where(
        and(eq(flowVersions.workspaceId, workspace), eq(flowVersions.flowId, flow), eq(flowVersions.version, number)),
      );
    return row ?? null;
  },
  async versions(workspace, flow) {
    const { document: _document, program: _program, ...summary } = version;
    return await db
      .select(summary)
      .from(flowVersions)
      .where(and(eq(flowVersions.workspaceId, workspace), eq(flowVersions.flowId, flow)))
      .orderBy(desc(flowVersions.version));
  },
  async published(workspace) {
    return await db
      .select({
        id: flows.flowId,
        name: sql<string>`json_extract(${flowVersions.document}, '$.name')`,
        version: flowVersions.version,
      })
      .from(flows)
      .innerJoin(flowVersions, liveVersion)
      .where(eq(flows.workspaceId, workspace))
      .orderBy(...flowOrder);
  },
  async programs(workspace) {
    const rows = await db
      .select({ program: flowVersions.program })
      .from(flows)
      .innerJoin(
        flowVersions,
        and(eq(flowVersions.workspaceId, flows.workspaceId), eq(flowVersions.flowId, flows.flowId)),
      )
      .where(eq(flows.workspaceId, workspace))
      .orderBy(...flowOrder, asc(flowVersions.version));
    return rows.map((row) => row.program);
  },
  async hits(workspace, flow, now) {
    const rows = await db
      .select({ node: flowHits.nodeId, hits: sum(flowHits.hits) })
      .from(flowHits)
      .where(
        and(
          eq(flowHits.workspaceId, workspace),
          eq(flowHits.flowId, flow),
          ne(flowHits.nodeId, ""),
          gte(flowHits.day, weekAgo(now)),
        ),
      )
      .groupBy(flowHits.nodeId);
    return Object.fromEntries(rows.map(({ node, hits }) => [node, Number(hits)]));
  },
});

export const flowWriter = (db: Queries): FlowWriter => ({
  async create(workspaceId, { id: flowId, owner, document, at }) {
    const [last] = await db
      .select({ position: max(flows.position) })
      .from(flows)
      .where(eq(flows.workspaceId, workspaceId));
    const position = (last?.position ?? 0) + 1;
    await db
      .insert(flows)
      .values({ workspaceId, flowId, name: document.name, position, owner, createdAt: at, updatedAt: at });
    await db.insert(drafts).values({ workspaceId, flowId, revision: 1, document, updatedAt: at });
  },
  async saveDraft(workspaceId, flowId, { seen, document, at }) {
    const revision = seen + 1;
    const saved = await db
      .update(drafts)
      .set({ revision, document, updatedAt: at })
      .where(and(eq(drafts.workspaceId, workspaceId), eq(drafts.flowId, flowId), eq(drafts.revision, seen)))
      .returning({ revision: drafts.revision });
    if (saved.length === 0) return null;
    await db
      .update(flows)
      .set({ name: document.name, updatedAt: at })
      .where(and(eq(flows.workspaceId, workspaceId), eq(flows.flowId, flowId)));
    return revision;
  },
  async publish(workspaceId, flowId, published: FlowVersion, { live } = { live: true }) {
    const added = await db
      .insert(flowVersions)
      .values({ workspaceId, flowId, ...published })
      .onConflictDoNothing()
      .returning({ version: flowVersions.version });
    if (added.length === 0) return false;
    if (live) await this.setLive(workspaceId, flowId, published.version, published.publishedAt);
    return true;
  },
  async setLive(workspaceId, flowId, liveVersion, updatedAt) {
    await db
      .update(flows)
      .set({ liveVersion, updatedAt })
      .where(and(eq(flows.workspaceId, workspaceId), eq(flows.flowId, flowId)));
  },
  async setOrder(workspaceId, wanted) {
    const rows = await db
      .select({ id: flows.flowId })
      .from(flows)
      .where(eq(flows.workspaceId, workspaceId))
      .orderBy(asc(flows.position));
    const known = new Set(rows.map(({ id }) => id));
    const first = wanted.filter((id, at) => known.has(id) && wanted.indexOf(id) === at);
    const order = [...first, ...rows.flatMap(({ id }) => (first.includes(id) ? [] : [id]))];
    for (const [at, id] of order.entries()) {
      await db
        .update(flows)
        .set({ position: at + 1 })
        .where(and(eq(flows.workspaceId, workspaceId), eq(flows.flowId, id)));
    }
  },
  async setGroupRule(workspaceId, flowId, groupRule) {
    await db
      .update(flows)
      .set({ groupRule })
      .where(and(eq(flows.workspaceId, workspaceId), eq(flows.flowId, flowId)));
  },
});
