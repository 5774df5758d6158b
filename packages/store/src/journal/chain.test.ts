import { describe, expect, test } from "vitest";
import type { JournalEntry } from "../port/journal.ts";
import { chainVerifier, entryHash, GENESIS, sealEntry } from "./chain.ts";

/** Two orders' chains, interleaved. */
function entries(): JournalEntry[] {
  const heads = new Map<string, JournalEntry>();
  return ["o1", "o2", "o1", "o2", "o1"].map((subject, index) => {
    const before = heads.get(subject);
    const entry = {
      workspace: "w1",
      position: index + 1,
      subject,
      seq: (before?.seq ?? 0) + 1,
      at: 1000 + index,
      type: "order_received",
      actor: "erp",
      data: `{"n":${index}}`,
      prevHash: before?.hash ?? GENESIS,
    };
    const whole = { ...entry, hash: entryHash(entry) };
    heads.set(subject, whole);
    return whole;
  });
}
const sealed = (data: string) => {
  const entry = { workspace: "编组", subject: "ö1", seq: 1, at: 5, type: "t", actor: "王", data, prevHash: GENESIS };
  const { hash, data: bytes } = sealEntry(entry);
  return { hash, text: Buffer.from(bytes).toString("utf8"), other: entryHash(entry) };
};
const firstBreak = (list: readonly JournalEntry[]) => {
  const check = chainVerifier();
  for (const entry of list) {
    const broken = check(entry);
    if (broken !== null) return broken;
  }
  return null;
};
const change = (at: number, more: Partial<JournalEntry>) =>
  entries().map((entry, index) => (index === at ? { ...entry, ...more } : entry));

describe("the journal's chain", () => {
  test("holds as written", () => {
    expect(firstBreak(entries())).toBeNull();
  });

  test.each<Partial<JournalEntry>>([
    { workspace: "w2" },
    { at: 1003 },
    { type: "order_updated" },
    { actor: "erq" },
    { data: '{"n":9}' },
    { hash: "1".repeat(64) },
  ])("names the entry in which %o was changed", (more) => {
    expect(firstBreak(change(2, more))).toMatchObject({ position: 3, subject: "o1", seq: 2, reason: "hash" });
  });

  test("names the entry whose link, number or place was changed", () => {
    expect(firstBreak(change(2, { prevHash: "1".repeat(64) }))?.reason).toBe("link");
    expect(firstBreak(change(2, { seq: 3 }))?.reason).toBe("sequence");
    expect(firstBreak(change(2, { position: 9 }))?.reason).toBe("gap");
    expect(firstBreak(change(2, { subject: "o2" }))?.position).toBe(3);
  });

  test("finds a deletion, a swap and an insertion", () => {
    const list = entries();
    expect(firstBreak(list.filter((_, index) => index !== 1))).toMatchObject({ position: 3, reason: "gap" });
    expect(firstBreak([list[0], list[2], list[1], list[3]].flatMap((entry) => entry ?? []))?.position).toBe(3);
    expect(firstBreak(list.flatMap((entry) => [entry, entry]))?.position).toBe(1);
  });

  test("a recomputed hash breaks the link of what follows", () => {
    const list = change(0, { data: '{"n":7}' });
    const forged = list.map((entry, index) => (index === 0 ? { ...entry, hash: entryHash(entry) } : entry));
    expect(firstBreak(forged)).toMatchObject({ position: 3, reason: "link" });
  });

  test("fields cannot lend each other their bytes", () => {
    const [entry] = entries();
    if (entry === undefined) throw new Error("no entry");
    const moved = { ...entry, type: entry.type.slice(0, -1), actor: entry.type.slice(-1) + entry.actor };
    expect(entryHash(moved)).not.toBe(entryHash(entry));
  });

  test.each([
    ["ASCII", '{"n":1}'],
    ["Chinese", '{"名":"浙江"}'],
    ["emoji", "🧵".repeat(10)],
    ["a lone surrogate", "a\ud800b"],
    ["nothing", ""],
    ["longer than what is kept ready", "长".repeat(70_000)],
  ])("is sealed by the same hash that it is verified by: %s", (_, data) => {
    const { hash, text, other } = sealed(data);
    expect(hash).toBe(other);
    expect(text).toBe(Buffer.from(data).toString("utf8"));
  });
});
