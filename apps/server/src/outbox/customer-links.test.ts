import { transact } from "@switchyard/store";
import { expect, test } from "vitest";
import { createLinkTokens } from "../access/link-tokens.ts";
import { order } from "../testing/harness.ts";
import { openBrowser, openSharedHouse, PUBLIC_URL } from "../testing/people.ts";
import { addressOf, linkFor } from "./customer-links.ts";

test("what a customer is told leads to their order, is kept nowhere, and is the same link the next time", async () => {
  const { house, owner } = await openSharedHouse();
  const { id } = (await owner.ask("POST", "/orders", order("1"))).body.order;
  const { store, safe, clock } = house.ctx;
  const links = { tokens: createLinkTokens(safe.keyring), publicUrl: PUBLIC_URL };
  const row = { id: "evt_1:0", order: id, kind: "notify", payload: "{}", at: clock.now() };
  const made = async () => {
    const known = await store.read.access.links(safe.workspace, id);
    return transact(store, (tx) => linkFor(tx, { known, workspace: safe.workspace, row, now: clock.now() }, links));
  };
  const link = await made();
  expect(await made()).toBe(link);
  const address = addressOf(links, link) ?? "";
  expect(address.startsWith(`${PUBLIC_URL}/track/`)).toBe(true);
  const shown = await openBrowser(house).ask("GET", `/tracking/${address.split("/").at(-1)}`);
  expect(shown.body.orders).toMatchObject([{ external_id: "1" }]);
  expect(addressOf({ ...links, publicUrl: null }, link)).toBeNull();
});
