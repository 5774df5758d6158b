/** Orders of a PO number as a group sees them: those that are stored, and its own. */
import type { Awaitable, GroupTx, OrderOfPo, OrderRow } from "@switchyard/store";
import { after } from "./awaitable.ts";

/** 「PO#20260118-088」 in a mail and 「20260118-088」 in a sheet are one number. */
const bare = (poNo: string): string => poNo.replace(/^PO#/, "");
/** What begins with PO as it is has no sign before it. */
const forms = (poNo: string): string[] => (poNo.startsWith("PO") ? [poNo] : [poNo, `PO#${poNo}`]);

type Stored = ReadonlyMap<string, readonly OrderOfPo[]>;
const NONE: readonly OrderOfPo[] = [];

export class SamePo {
  /** Source → bare PO number → what other sources have stored under it. */
  private readonly stored = new Map<string, Map<string, OrderOfPo[]>>();
  /** Bare PO number → the group's orders that have or had it. */
  private readonly own = new Map<string, string[]>();

  private readonly written: ReadonlyMap<string, OrderRow>;

  /** `written`: the group's orders. */
  constructor(written: ReadonlyMap<string, OrderRow>) {
    this.written = written;
  }

  note({ id, po_no: poNo }: OrderRow): void {
    if (poNo === null) return;
    const known = this.own.get(bare(poNo));
    if (known === undefined) this.own.set(bare(poNo), [id]);
    else if (!known.includes(id)) known.push(id);
  }

  /** Looks up what other sources have stored under these numbers; what is known already is not asked for again. */
  load(tx: GroupTx, workspace: string, source: string, poNos: Iterable<string>): Awaitable<Stored> {
    let known = this.stored.get(source);
    if (known === undefined) {
      known = new Map();
      this.stored.set(source, known);
    }
    const of = known;
    const wanted: string[] = [];
    for (const said of poNos) {
      const poNo = bare(said);
      if (of.has(poNo)) continue;
      of.set(poNo, []);
      wanted.push(...forms(poNo));
    }
    if (wanted.length === 0) return of;
    return after(tx.fromOthers(workspace, source, wanted), (rows) => {
      for (const row of rows) of.get(bare(row.po_no ?? ""))?.push(row);
      return of;
    });
  }

  /** Those of other sources in the order in which they came, as they are now; among them may be some of the source's own. */
  find(tx: GroupTx, workspace: string, source: string, poNo: string): Awaitable<readonly OrderOfPo[]> {
    return after(this.load(tx, workspace, source, [poNo]), (of) => {
      const stored = of.get(bare(poNo)) ?? NONE;
      const own = this.own.get(bare(poNo));
      if (own === undefined && (stored.length === 0 || this.written.size === 0)) return stored;
      const ids = new Set(stored.map(({ id }) => id).concat(own ?? []));
      const rows = new Map(stored.map((row) => [row.id, row]));
      return [...ids]
        .flatMap((id) => this.written.get(id) ?? rows.get(id) ?? [])
        .filter((row) => row.po_no !== null && bare(row.po_no) === bare(poNo));
    });
  }
}
