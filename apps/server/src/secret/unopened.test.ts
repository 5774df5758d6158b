import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/harness.ts";
import { openYard } from "../testing/vendors.ts";
import { KEY_FILE } from "./keyring.ts";

test("another key file is told at the start, once in every inbox, and with the former one all is as it was", async () => {
  const folder = temporaryFolder();
  const file = join(folder, KEY_FILE);
  const first = await openYard({ folder });
  await first.addChannel("wecom_robot", { key: "wecom-key-0000-0000" });
  const source = await first.house.send("POST", "/api/v1/intake/sources", {
    id: "erp2",
    name: "老系统",
    kind: "signed",
  });
  expect(source.status).toBe(201);
  await first.house.stop();
  const key = readFileSync(file, "utf8");

  const told = async ({ house }: Awaited<ReturnType<typeof openYard>>) => ({
    notes: house.notes.map(({ zh }) => zh).filter((zh) => zh.includes(KEY_FILE)),
    inbox: (await house.get("/api/v1/inbox")).body.items.filter(
      (one: { said: { code: string } | null }) => one.said?.code === "secrets_unopened",
    ).length,
    gauge: /switchyard_secrets_unopened (\d)/.exec((await house.metrics.text()).text)?.[1],
    states: (await house.get("/api/v1/channels")).body.items.map((one: { state: string }) => one.state),
  });
  writeFileSync(file, `${Buffer.alloc(32, 7).toString("base64")}\n`);
  for (let start = 0; start < 2; start += 1) {
    const other = await openYard({ folder });
    const { notes, ...rest } = await told(other);
    expect(notes).toEqual([expect.stringContaining("“wecom_robot”、“老系统”")]);
    expect(notes[0]).toContain(file);
    expect(rest).toEqual({ inbox: 1, gauge: "2", states: ["ready", "incomplete"] });
    // Renaming a channel meanwhile takes nothing away.
    const { items } = (await other.house.get("/api/v1/channels")).body;
    await other.house.send("PATCH", `/api/v1/channels/${items[1].id}`, { name: `群 ${start}` });
    await other.house.send("PATCH", `/api/v1/channels/${items[1].id}`, { name: "wecom_robot" });
    await other.house.stop();
  }
  writeFileSync(file, key);
  const again = await openYard({ folder });
  expect(await told(again)).toEqual({ notes: [], inbox: 1, gauge: "0", states: ["ready", "ready"] });
});
