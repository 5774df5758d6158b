import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_STATE_MACHINE } from "./default-machine.ts";
import { EVIDENCE_KINDS, type StateMachine, stateNamed, transition } from "./machine.ts";
import { stateMachineProblems } from "./machine-check.ts";

const machine = DEFAULT_STATE_MACHINE;
const go = (from: string | undefined, to: string, kind?: (typeof EVIDENCE_KINDS)[number]) =>
  transition(machine, from, to, kind === undefined ? undefined : { kind });

describe("the order state machine", () => {
  test("[S1] the default machine is sound and has the states of the design, in both languages", () => {
    expect(stateMachineProblems(machine)).toEqual([]);
    expect(machine.states.map(({ id }) => id)).toEqual([
      "PendingReview", "Assigned", "Picked", "Checked", "Packed", "HandedOver", "PickedUp", "InTransit", "OutForDelivery",
      "Signed", "Held", "Cancelled", "RefundRequested", "Refunded", "Returned",
    ]); // biome-ignore format: a word list
    for (const { label } of machine.states) expect(label.zh !== "" && label.en !== "").toBe(true);
  });

  test("[S2] the chain goes step by step, with a scan to hand over and a courier's callback to pick up", () => {
    const steps: [string, (typeof EVIDENCE_KINDS)[number]][] = [
      ["Assigned", "system"], ["Picked", "scan"], ["Checked", "hand"], ["Packed", "hand"], ["HandedOver", "scan"],
      ["PickedUp", "courier"], ["InTransit", "courier"], ["OutForDelivery", "courier"], ["Signed", "courier"],
    ]; // biome-ignore format: a chain
    let state: string | undefined;
    for (const [next, kind] of steps) {
      expect(go(state, next, kind)).toEqual({ outcome: "accepted", from: state ?? "PendingReview", to: next });
      state = next;
    }
  });

  test("[S3] a step that was left out is named", () => {
    expect(go("Picked", "Packed", "hand")).toMatchObject({ outcome: "skipped", missing: ["Checked"] });
    expect(go("Packed", "PickedUp", "courier")).toMatchObject({ outcome: "skipped", missing: ["HandedOver"] });
    expect(go("PendingReview", "Packed")).toMatchObject({ missing: ["Assigned", "Picked", "Checked"] });
    const result = go("Picked", "Packed", "hand");
    if (result.outcome === "skipped") expect(result.reason.zh).toBe("缺少「已复核」，不能从「已拣货」到「已打包」");
  });

  test("[S4] evidence of the wrong kind, or none, changes nothing", () => {
    expect(go("Packed", "HandedOver")).toMatchObject({ outcome: "unevidenced", needs: ["scan"] });
    expect(go("Packed", "HandedOver", "hand")).toMatchObject({ outcome: "unevidenced" });
    expect(go("HandedOver", "PickedUp", "scan")).toMatchObject({ outcome: "unevidenced", needs: ["courier"] });
    expect(go("HandedOver", "PickedUp", "platform")).toMatchObject({ outcome: "unevidenced" });
  });

  test("[S5] what is not drawn is illegal: back along the chain, cancelled after hand-over, out of the end", () => {
    expect(go("Signed", "Packed")).toMatchObject({ outcome: "illegal" });
    expect(go("HandedOver", "Cancelled")).toMatchObject({ outcome: "illegal" });
    expect(go("Cancelled", "Assigned")).toMatchObject({ outcome: "illegal" });
    expect(go("Refunded", "PendingReview")).toMatchObject({ outcome: "illegal" });
  });

  test("[S6] what is already so is no conflict; what nobody knows is told", () => {
    expect(go("Packed", "Packed")).toEqual({ outcome: "unchanged", from: "Packed", to: "Packed" });
    expect(go("Packed", "Lost")).toMatchObject({ outcome: "unknown_state", unknown: "Lost" });
    expect(go("constructor", "Packed")).toMatchObject({ outcome: "unknown_state", unknown: "constructor" });
    expect(go("Packed", "__proto__")).toMatchObject({ outcome: "unknown_state" });
  });

  test("[S7] held orders are taken up again, refunds can be asked for until the end", () => {
    expect(go("Checked", "Held").outcome).toBe("accepted");
    expect(go("Held", "Checked").outcome).toBe("accepted");
    for (const from of ["PendingReview", "Packed", "InTransit", "Signed"])
      expect(go(from, "RefundRequested").outcome).toBe("accepted");
    expect(go("InTransit", "Returned", "courier").outcome).toBe("accepted");
    expect(go("Returned", "Refunded").outcome).toBe("accepted");
  });

  test("[S8] a workspace's own machine: its states, its evidence, its own demands on one transition", () => {
    const own: StateMachine = {
      initial: "new",
      states: [
        { id: "new", label: { zh: "新单", en: "New" }, stage: 1 },
        { id: "cut", label: { zh: "裁床", en: "Cutting" }, stage: 2, evidence: ["hand"] },
        { id: "done", label: { zh: "完成", en: "Done" }, stage: 3, terminal: true },
      ],
      transitions: [
        { from: "new", to: "cut", evidence: ["scan"] },
        { from: "cut", to: "done" },
      ],
    };
    expect(stateMachineProblems(own)).toEqual([]);
    expect(transition(own, undefined, "cut", { kind: "hand" }).outcome).toBe("unevidenced");
    expect(transition(own, undefined, "cut", { kind: "scan" }).outcome).toBe("accepted");
    expect(transition(own, "new", "done")).toMatchObject({ outcome: "skipped", missing: ["cut"] });
    expect(stateNamed(own, "裁床")?.id).toBe("cut");
  });

  test("[S9] an unsound machine is told by pointer", () => {
    const state = (id: string, stage?: number) => ({
      id,
      label: { zh: id, en: id },
      ...(stage === undefined ? {} : { stage }),
    });
    const broken: StateMachine = {
      initial: "x",
      states: [state("a", 1), state("a"), state("b", 1), state("")],
      transitions: [{ from: "a", to: "zz" }],
    };
    expect(stateMachineProblems(broken).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      "/states/1/id duplicate",
      "/states/2/stage duplicate",
      "/states/3/id required",
      "/initial unknown_state",
      "/transitions/0/to unknown_state",
      "/states/0 unreachable",
      "/states/1 unreachable",
      "/states/2 unreachable",
      "/states/3 unreachable",
    ]);
  });

  test("[S10] for any two names and any evidence there is exactly one answer, and only drawn moves are accepted", () => {
    const names = fc.constantFrom(...machine.states.map(({ id }) => id), "nobody", "constructor");
    fc.assert(
      fc.property(names, names, fc.option(fc.constantFrom(...EVIDENCE_KINDS), { nil: undefined }), (from, to, kind) => {
        const result = go(from, to, kind);
        const drawn = machine.transitions.some((move) => move.from === from && move.to === to);
        if (result.outcome === "accepted") expect(drawn).toBe(true);
        if ("reason" in result) expect(result.reason.zh !== "" && result.reason.en !== "").toBe(true);
        expect(result).toMatchObject({ from, to });
      }),
    );
  });
});
