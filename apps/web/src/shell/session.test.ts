import { expect, test } from "vitest";
import { resultOf } from "../designer/save-draft.ts";
import { queryClient } from "./query.ts";
import { RequestFailure } from "./request.ts";
import { readOwnAddress } from "./search-read.ts";
import { backAgain, stillHere, useEnded } from "./session.ts";

type Session = Parameters<typeof stillHere>[0];
const session = (state: Session["state"]) => ({ state, permissions: [] as Session["permissions"] }) as Session;
const failure = (status: number) => new RequestFailure({ status, code: "", title: { zh: "", en: "" } });

test("a session that ends leaves the page as it was, and says so; who never was in is out", () => {
  const [inside, outside] = [session("signed_in"), session("signed_out")];
  expect([stillHere(outside, inside) === inside, useEnded.getState().ended]).toEqual([true, true]);
  expect([stillHere(inside, inside) === inside, useEnded.getState().ended]).toEqual([true, false]);
  expect([stillHere(outside, undefined) === outside, useEnded.getState().ended]).toEqual([true, false]);
  expect([stillHere(outside, outside) === outside, useEnded.getState().ended]).toEqual([true, false]);
});

test("edits wait for a session, a server or their turn; what is refused says so at once", () => {
  expect([0, 401, 429, 500, 503].map((status) => resultOf(failure(status)).type)).toEqual(Array(5).fill("offline"));
  const full = failure(507);
  expect(resultOf(full)).toEqual({ type: "offline", error: full });
  expect([400, 403, 404, 409].map((status) => resultOf(failure(status)).type)).toEqual(Array(4).fill("refused"));
});

test("whoever signs in is led to a page of ours, and nowhere else", () => {
  expect(readOwnAddress("/orders?q=A#top")).toEqual({ back: "/orders?q=A#top" });
  for (const other of ["//evil.example", "/\\evil.example", "https://evil.example", "orders", "", 3, undefined])
    expect(readOwnAddress(other)).toEqual({});
});

test("who is in again sees what was refused meanwhile asked for anew, and nothing else", async () => {
  await queryClient
    .fetchQuery({ queryKey: ["refused"], queryFn: () => Promise.reject(new Error("401")), retry: false })
    .catch(() => {});
  await queryClient.fetchQuery({ queryKey: ["kept"], queryFn: () => 1 });
  await backAgain({ state: "signed_in", person: { id: "p1", name: "林" } } as Parameters<typeof backAgain>[0]);
  const isStale = (key: string) => queryClient.getQueryState([key])?.isInvalidated;
  expect([isStale("refused"), isStale("kept"), useEnded.getState().ended]).toEqual([true, false, false]);
});
