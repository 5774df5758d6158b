/** Rows that belong together though they lie apart: kept in a file of their own, read group by group in the order of first appearance. */
import { rmSync } from "node:fs";
import Database from "better-sqlite3";

export interface KeyedRow {
  row: number;
  text: string;
}
export interface RowGroups {
  add(key: string, row: number, text: string): void;
  /** After the last `add`. A group gives its first `most` rows and says how many it has. */
  groups(most: number): Generator<{ rows: KeyedRow[]; count: number }>;
  close(): void;
}

/** At `file`, which is made and taken away again; memory does not depend on the number of rows. */
export function openRowGroups(file: string): RowGroups {
  const db = new Database(file);
  // Nothing here outlives the process.
  for (const pragma of ["journal_mode = OFF", "synchronous = OFF", "temp_store = FILE", "cache_size = -8000"])
    db.pragma(pragma);
  db.exec("create table rows (row integer primary key, key text not null, text text not null); begin");
  const insert = db.prepare("insert into rows (row, key, text) values (?, ?, ?)");
  return {
    add: (key, row, text) => void insert.run(row, key, text),
    *groups(most) {
      db.exec("commit; create index by_key on rows (key, row)");
      const sorted = db.prepare<[], KeyedRow & { first: number }>(
        `select r.row, r.text, g.first from (select key, min(row) as first from rows group by key) g
           join rows r on r.key = g.key order by g.first, r.row`,
      );
      let first: number | null = null;
      let group: { rows: KeyedRow[]; count: number } = { rows: [], count: 0 };
      for (const { first: of, row, text } of sorted.iterate()) {
        if (first !== null && of !== first) {
          yield group;
          group = { rows: [], count: 0 };
        }
        first = of;
        group.count += 1;
        if (group.rows.length < most) group.rows.push({ row, text });
      }
      if (first !== null) yield group;
    },
    close() {
      db.close();
      rmSync(file, { force: true });
    },
  };
}
