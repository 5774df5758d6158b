import { and, asc, eq, isNotNull } from "../drizzle.ts";
import type { Destination, WorkspaceReader, WorkspaceWriter } from "../port/workspace.ts";
import { brands, destinations, people, workspaces } from "../schema/sqlite.ts";
import type { Queries } from "./queries.ts";

export const workspaceReader = (db: Queries): WorkspaceReader => ({
  async list() {
    return await db
      .select({ id: workspaces.workspaceId, name: workspaces.name })
      .from(workspaces)
      .orderBy(asc(workspaces.workspaceId));
  },
  async get(workspace) {
    const [row] = await db.select().from(workspaces).where(eq(workspaces.workspaceId, workspace));
    if (row === undefined) return null;
    const ofBrands = await db
      .select({ id: brands.brandId, name: brands.name })
      .from(brands)
      .where(eq(brands.workspaceId, workspace))
      .orderBy(asc(brands.position));
    const ofDestinations = await db
      .select()
      .from(destinations)
      .where(eq(destinations.workspaceId, workspace))
      .orderBy(asc(destinations.position));
    const ofPeople = await db
      .select({ id: people.personId, name: people.name, role: people.role })
      .from(people)
      .where(eq(people.workspaceId, workspace))
      .orderBy(asc(people.position));
    return {
      id: row.workspaceId,
      name: row.name,
      settings: row.settings,
      createdAt: row.createdAt,
      brands: ofBrands,
      destinations: ofDestinations.map(
        ({ destinationId: id, name, kind, color }): Destination => ({ id, name, kind, ...(color ? { color } : {}) }),
      ),
      people: ofPeople,
    };
  },
  async contacts(workspace) {
    const rows = await db
      .select({ id: people.personId, contact: people.contact })
      .from(people)
      .where(and(eq(people.workspaceId, workspace), isNotNull(people.contact)));
    return new Map(rows.flatMap(({ id, contact }) => (contact === null ? [] : [[id, contact]])));
  },
});

export const workspaceWriter = (db: Queries): WorkspaceWriter => ({
  async create(workspace) {
    const { id: workspaceId, name, settings, createdAt } = workspace;
    await db.insert(workspaces).values({ workspaceId, name, settings, createdAt });
    await this.fillLists(workspace);
  },
  async save(workspace) {
    const { id, name, settings } = workspace;
    await db.update(workspaces).set({ name, settings }).where(eq(workspaces.workspaceId, id));
    const reached = await workspaceReader(db).contacts(id);
    for (const list of [brands, destinations, people]) await db.delete(list).where(eq(list.workspaceId, id));
    await this.fillLists(workspace);
    for (const [person, contact] of reached) await this.setContact(id, person, contact);
  },
  async fillLists({ id: workspaceId, ...lists }) {
    for (const [position, { id, name }] of lists.brands.entries()) {
      await db.insert(brands).values({ workspaceId, brandId: id, name, position });
    }
    for (const [position, { id, name, kind, color }] of lists.destinations.entries()) {
      await db.insert(destinations).values({ workspaceId, destinationId: id, name, kind, color, position });
    }
    for (const [position, { id, name, role }] of lists.people.entries()) {
      await db.insert(people).values({ workspaceId, personId: id, name, role, position });
    }
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
