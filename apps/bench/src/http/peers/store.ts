/** What the peers store of an order: its text and its decision, in one transaction, on the disk before the answer. */
import { join } from "node:path";
import Database from "better-sqlite3";

export interface PeerStore {
  save(order: { source: string; external_id: string }, destination: string): void;
}

export function openPeerStore(folder: string): PeerStore {
  const db = new Database(join(folder, "peer.db"));
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.exec(`
    create table if not exists orders (id integer primary key, source text, external_id text, body text, unique (source, external_id));
    create table if not exists decisions (order_id integer primary key, destination text, at integer);
  `);
  const order = db.prepare("insert into orders (source, external_id, body) values (?, ?, ?)");
  const decision = db.prepare("insert into decisions (order_id, destination, at) values (?, ?, ?)");
  const both = db.transaction((source: string, externalId: string, body: string, destination: string) => {
    const { lastInsertRowid } = order.run(source, externalId, body);
    decision.run(lastInsertRowid, destination, Date.now());
  });
  return {
    save: (sent, destination) => both.immediate(sent.source, sent.external_id, JSON.stringify(sent), destination),
  };
}

/** A file for the visual node, which sets nothing: WAL is kept in the file, and its driver waits for the disk (FULL) by itself. */
export function makeFlatFile(file: string): void {
  const db = new Database(file);
  db.pragma("journal_mode = WAL");
  db.exec(
    "create table orders (id integer primary key, source text, external_id text, body text, destination text, at integer, unique (source, external_id))",
  );
  db.close();
}
