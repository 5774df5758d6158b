import { and, asc, eq, isNotNull, notInArray } from "../drizzle.ts";
import type { Brand, Destination, Person, Workspace, WorkspaceReader, WorkspaceWriter } from "../port/workspace.ts";
import { brands, destinations, people, workspaces } from "../schema/sqlite.ts";
import type { Queries } from "./queries.ts";

export const workspaceReader = (db: Queries): WorkspaceReader => ({
  async list() {
    return await db
      .select({ id: workspaces.workspaceId, name: workspaces.name })
      .from(workspaces)
      .orderBy(asc(workspaces.workspaceId));
  },
  get: (workspace) => whole(db, workspace),
  async groupOf(workspace) {
    const [row] = await db
      .select({ group: workspaces.groupId })
      .from(workspaces)
      .where(eq(workspaces.workspaceId, workspace));
    return row?.group ?? null;
  },
  async members(group) {
    return await db
      .select({ id: workspaces.workspaceId, name: workspaces.name })
      .from(workspaces)
      .where(eq(workspaces.groupId, group))
      .orderBy(asc(workspaces.createdAt));
  },
  async contacts(workspace) {
    const rows = await db
      .select({ id: people.personId, contact: people.contact })
      .from(people)
      .where(and(eq(people.workspaceId, workspace), isNotNull(people.contact)));
    return new Map(rows.flatMap(({ id, contact }) => (contact === null ? [] : [[id, contact]])));
  },
});

async function whole(db: Queries, workspace: string): Promise<Workspace | null> {
  const [row] = await db.select().from(workspaces).where(eq(workspaces.workspaceId, workspace));
  if (row === undefined) return null;
  const ofBrands = await db
    .select()
    .from(brands)
    .where(eq(brands.workspaceId, workspace))
    .orderBy(asc(brands.position));
  const ofDestinations = await db
    .select()
    .from(destinations)
    .where(eq(destinations.workspaceId, workspace))
    .orderBy(asc(destinations.position));
  const ofPeople = await db
    .select()
    .from(people)
    .where(eq(people.workspaceId, workspace))
    .orderBy(asc(people.position));
  return {
    id: row.workspaceId,
    name: row.name,
    settings: row.settings,
    createdAt: row.createdAt,
    ...(row.fourEyes === true ? { fourEyes: true } : {}),
    ...given({ figures: row.figures, reportSchedules: row.reportSchedules }),
    brands: ofBrands.map(
      ({ brandId: id, name, synonyms, calendar, approvers, contacts }): Brand => ({
        ...{ id, name },
        ...given({ synonyms, calendar, approvers, contacts }),
      }),
    ),
    destinations: ofDestinations.map(
      ({ destinationId: id, name, kind, color, synonyms, capacityPerDay, brands: own }): Destination => ({
        ...{ id, name, kind },
        ...given({ color, synonyms, capacity_per_day: capacityPerDay, brands: own }),
      }),
    ),
    people: ofPeople.map(
      ({ personId: id, name, role, synonyms }): Person => ({ id, name, role, ...given({ synonyms }) }),
    ),
  };
}

/** What is null in a row is absent in a record. */
function given<T extends object>(columns: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}

export const workspaceWriter = (db: Queries): WorkspaceWriter => ({
  async create(workspace) {
    const { id: workspaceId, createdAt } = workspace;
    await db.insert(workspaces).values({ workspaceId, ...columnsOf(workspace), createdAt });
    await putLists(db, workspace);
  },
  // The file has one writer at a time.
  forChange: (workspace) => whole(db, workspace),
  async save(workspace) {
    const { id } = workspace;
    await db.update(workspaces).set(columnsOf(workspace)).where(eq(workspaces.workspaceId, id));
    const stay = (list: readonly { id: string }[]) => list.map((one) => one.id);
    await db.delete(brands).where(and(eq(brands.workspaceId, id), notInArray(brands.brandId, stay(workspace.brands))));
    await db
      .delete(destinations)
      .where(
        and(eq(destinations.workspaceId, id), notInArray(destinations.destinationId, stay(workspace.destinations))),
      );
    await db.delete(people).where(and(eq(people.workspaceId, id), notInArray(people.personId, stay(workspace.people))));
    await putLists(db, workspace);
  },
  async setGroup(workspace, groupId) {
    await db.update(workspaces).set({ groupId }).where(eq(workspaces.workspaceId, workspace));
  },
  async setContact(workspaceId, person, contact) {
    const changed = await db
      .update(people)
      .set({ contact: Object.keys(contact).length === 0 ? null : contact })
      .where(and(eq(people.workspaceId, workspaceId), eq(people.personId, person)))
      .returning({ id: people.personId });
    return changed.length > 0;
  },
});

const columnsOf = ({ name, settings, fourEyes = false, figures, reportSchedules }: Workspace) => ({
  ...{ name, settings, fourEyes },
  ...{ figures: figures ?? null, reportSchedules: reportSchedules ?? null },
});

async function putLists(db: Queries, { id: workspaceId, ...lists }: Workspace): Promise<void> {
  for (const [position, one] of lists.brands.entries()) {
    const { id: brandId, name, synonyms = null, calendar = null, approvers = null, contacts = null } = one;
    const row = { name, synonyms, calendar, approvers, contacts, position };
    const target = [brands.workspaceId, brands.brandId];
    await db
      .insert(brands)
      .values({ workspaceId, brandId, ...row })
      .onConflictDoUpdate({ target, set: row });
  }
  for (const [position, one] of lists.destinations.entries()) {
    const {
      id: destinationId,
      name,
      kind,
      color = null,
      synonyms = null,
      capacity_per_day = null,
      brands: own = null,
    } = one;
    const row = { name, kind, color, synonyms, capacityPerDay: capacity_per_day, brands: own, position };
    const target = [destinations.workspaceId, destinations.destinationId];
    await db
      .insert(destinations)
      .values({ workspaceId, destinationId, ...row })
      .onConflictDoUpdate({ target, set: row });
  }
  for (const [position, { id: personId, name, role, synonyms = null }] of lists.people.entries()) {
    const row = { name, role, synonyms, position };
    const target = [people.workspaceId, people.personId];
    await db
      .insert(people)
      .values({ workspaceId, personId, ...row })
      .onConflictDoUpdate({ target, set: row });
  }
}
