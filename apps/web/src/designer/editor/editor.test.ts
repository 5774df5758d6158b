import { applyOperation, type Condition, type Operation } from "@switchyard/flow";
import { describe, expect, it } from "vitest";
import { handClock, smallFlow } from "../testing/document.ts";
import type { SendResult } from "./autosave.ts";
import { createEditor } from "./editor.ts";

function open(replies: SendResult[] = []) {
  const clock = handClock();
  const sent: { revision: number; operations: Operation[] }[] = [];
  const editor = createEditor({
    document: smallFlow(),
    revision: 1,
    now: clock.now,
    schedule: clock.schedule,
    delay: 700,
    send: async (patch) => {
      sent.push(patch);
      return replies.shift() ?? { type: "saved", revision: patch.revision + 1 };
    },
  });
  const state = () => editor.store.getState();
  const tag = (text: string, key = "fast:name") => {
    const node = state().document.nodes.find((candidate) => candidate.id === "fast");
    if (!node) throw new Error("no node");
    return editor.apply({ type: "update_node", id: "fast", node: { ...node, name: text } }, { key });
  };
  const nameOf = (id: string) => state().document.nodes.find((node) => node.id === id)?.name;
  return { clock, editor, sent, state, tag, nameOf };
}

describe("undo and redo", () => {
  it("undo restores the document exactly, redo does it again", () => {
    const { editor, state } = open();
    const before = state().document;
    editor.apply({ type: "remove_nodes", ids: ["ask"] });
    const after = state().document;
    expect(after.edges).toEqual([]);
    editor.undo();
    expect(state().document).toEqual(before);
    editor.redo();
    expect(state().document).toEqual(after);
  });

  it("typing in one field in quick succession is one step", () => {
    const { editor, clock, tag, nameOf, state } = open();
    for (const text of ["r", "ru", "rus", "rush"]) {
      tag(text);
      void clock.pass(200);
    }
    expect(state().history.past).toHaveLength(1);
    editor.undo();
    expect(nameOf("fast")).toBeUndefined();
    editor.redo();
    expect(nameOf("fast")).toBe("rush");
  });

  it("typing after a pause, or in another field, is another step", () => {
    const { clock, tag, state } = open();
    tag("a");
    void clock.pass(2000);
    tag("ab");
    tag("abc", "fast:comment");
    expect(state().history.past).toHaveLength(3);
  });

  it("structural edits never coalesce", () => {
    const { editor, state } = open();
    editor.apply({ type: "move_nodes", positions: { fast: { x: 744, y: 0 } } });
    editor.apply({ type: "move_nodes", positions: { fast: { x: 752, y: 0 } } });
    expect(state().history.past).toHaveLength(2);
  });

  it("rows that come and go at once are a step each, and what is typed into one of them is one", () => {
    const { editor, state } = open();
    const row = (fact: string, value: string) =>
      ({ type: "comparison", fact, operator: "starts_with", value }) as const satisfies Condition;
    const [first, second, third] = [row("style_code", "FJ"), row("brand", "Q"), row("channel", "t")];
    const put = (parts: Condition[], field: string) => {
      const ask = state().document.nodes.find((node) => node.id === "ask");
      if (ask?.kind !== "condition") throw new Error("no condition");
      const when: Condition = { type: "group", match: "all", parts };
      editor.apply({ type: "update_node", id: "ask", node: { ...ask, when } }, { key: `ask:when:${field}` });
      return state().document;
    };
    const before = put([first, second, third], ":add");
    const one = put([second, third], "0:remove");
    put([third], "0:remove");
    editor.undo();
    expect(state().document).toEqual(one);
    editor.undo();
    expect(state().document).toEqual(before);
    put([second, first, third], ":move");
    put([first, second, third], ":move");
    put([first, second, row("channel", "ta")], "2:value");
    put([first, second, row("channel", "tao")], "2:value");
    for (let steps = 0; steps < 3; steps += 1) editor.undo();
    expect(state().document).toEqual(before);
    expect(state().history.past).toHaveLength(1);
  });

  it("a new edit after undo drops what could be redone", () => {
    const { editor, tag, state } = open();
    tag("a");
    editor.undo();
    tag("b");
    expect(state().history.future).toEqual([]);
    expect(editor.redo()).toBe(false);
  });

  it("typing after undo and redo begins a new step", () => {
    const { editor, tag, state } = open();
    tag("a");
    editor.undo();
    editor.redo();
    tag("ab");
    expect(state().history.past).toHaveLength(2);
  });

  it("what takes lines with it stands alone: there and back at once is two steps, here and at the server", async () => {
    const { clock, editor, sent, state } = open();
    const ask = state().document.nodes.find((node) => node.id === "ask");
    if (ask?.kind !== "condition") throw new Error("no condition");
    const to = (missing: "port" | "not_met") =>
      editor.apply({ type: "update_node", id: "ask", node: { ...ask, missing } }, { key: "ask:missing" });
    to("port");
    editor.apply({ type: "add_edges", edges: [{ id: "e4", from: "ask", port: "missing", to: "normal" }] });
    const before = state().document;
    to("not_met");
    to("port");
    const after = state().document;
    expect(after.edges).toHaveLength(3);
    editor.undo();
    editor.undo();
    expect(state().document).toEqual(before);
    editor.redo();
    editor.redo();
    expect(state().document).toEqual(after);
    await clock.pass(700);
    const server = (sent[0]?.operations ?? []).reduce((document, operation) => {
      const result = applyOperation(document, operation);
      if (!result.ok) throw new Error(result.problem.message.en);
      return result.document;
    }, smallFlow());
    expect(server).toEqual(after);
  });

  it("a refused operation changes nothing and says why", () => {
    const { editor, state } = open();
    const before = state().document;
    expect(editor.apply({ type: "remove_nodes", ids: ["nobody"] })).toBe(false);
    expect(state().document).toBe(before);
    expect(state().refusal?.zh).toBeTruthy();
    expect(state().history.past).toEqual([]);
  });
});

describe("autosave", () => {
  it("waits for a pause, sends everything in order, and counts the revision on", async () => {
    const { clock, tag, sent, state } = open();
    tag("a");
    expect(state().save.phase).toBe("waiting");
    await clock.pass(300);
    tag("b", "fast:other");
    await clock.pass(600);
    expect(sent).toHaveLength(0);
    await clock.pass(700);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.operations).toHaveLength(2);
    expect(state().save).toMatchObject({ phase: "saved", revision: 2, pending: [] });
  });

  it("sends only the last of operations that replace each other", async () => {
    const { clock, tag, sent } = open();
    for (const text of ["a", "ab", "abc"]) tag(text);
    await clock.pass(700);
    expect(sent[0]?.operations).toMatchObject([{ node: { name: "abc" } }]);
  });

  it("sends only the last of edits that say the same whole, each an undo step", async () => {
    const { clock, editor, sent, state } = open();
    for (const name of ["a", "ab", "abc"]) {
      editor.apply({ type: "update_settings", name }, { sentAs: "settings" });
      void clock.pass(100);
    }
    expect(state().history.past).toHaveLength(3);
    editor.undo();
    editor.apply({ type: "update_settings", name: "z" }, { sentAs: "settings" });
    await clock.pass(700);
    expect(sent[0]?.operations.map((one) => "name" in one && one.name)).toEqual(["abc", "ab", "z"]);
  });

  it("sends an undo as an operation of its own", async () => {
    const { clock, editor, tag, sent } = open();
    tag("a");
    editor.undo();
    await clock.pass(700);
    expect(sent[0]?.operations).toHaveLength(2);
  });

  it("keeps edits while offline and sends them again, later ones behind them", async () => {
    const { clock, tag, sent, state } = open([{ type: "offline" }]);
    tag("a");
    await clock.pass(700);
    expect(state().save).toMatchObject({ phase: "offline" });
    tag("b", "fast:other");
    expect(state().save.pending).toHaveLength(2);
    await clock.pass(2000);
    expect(sent).toHaveLength(2);
    expect(sent[1]?.operations).toHaveLength(2);
    expect(state().save.phase).toBe("saved");
  });

  it("takes a lost reply for what it is: the server already has exactly this", async () => {
    const { clock, editor, tag, state } = open([{ type: "offline" }]);
    tag("a");
    await clock.pass(700);
    const theirs = { revision: 2, document: structuredClone(state().document) };
    const second = open([{ type: "stale", theirs }]);
    second.tag("a");
    await second.clock.pass(700);
    expect(second.state().save).toMatchObject({ phase: "saved", revision: 2 });
    await editor.leave();
  });

  it("stops at a conflict, keeps my edits, and puts them on top of theirs when asked", async () => {
    const theirs = { revision: 7, document: { ...smallFlow(), name: "theirs" } };
    const { clock, editor, tag, sent, state, nameOf } = open([{ type: "stale", theirs }]);
    tag("mine");
    await clock.pass(700);
    expect(state().save).toMatchObject({ phase: "conflict", theirs });
    expect(nameOf("fast")).toBe("mine");
    expect(editor.keepMine()).toEqual({ dropped: 0 });
    expect(state().document.name).toBe("theirs");
    expect(nameOf("fast")).toBe("mine");
    await clock.pass(1);
    expect(sent[1]).toMatchObject({ revision: 7, operations: [{ type: "update_node" }] });
    expect(state().save.phase).toBe("saved");
  });

  it("leaves out edits that no longer fit, and says how many", async () => {
    const document = smallFlow();
    const gone = {
      ...document,
      nodes: document.nodes.filter((node) => node.id !== "fast"),
      edges: document.edges.slice(0, 1),
    };
    const { clock, editor, tag, state } = open([{ type: "stale", theirs: { revision: 3, document: gone } }]);
    tag("mine");
    await clock.pass(700);
    expect(editor.keepMine()).toEqual({ dropped: 1 });
    expect(state().document).toEqual(gone);
    expect(state().save.phase).toBe("saved");
  });

  it("takes theirs when asked, and nothing of mine is sent", async () => {
    const theirs = { revision: 7, document: { ...smallFlow(), name: "theirs" } };
    const { clock, editor, tag, sent, state } = open([{ type: "stale", theirs }]);
    tag("mine");
    await clock.pass(700);
    editor.takeTheirs();
    await clock.pass(5000);
    expect(state().document).toEqual(theirs.document);
    expect(state().save).toMatchObject({ phase: "saved", revision: 7 });
    expect(sent).toHaveLength(1);
  });

  it("brings back edits that a closed tab left behind", async () => {
    const { clock, editor, sent, state } = open();
    const operation: Operation = { type: "update_settings", name: "kept" };
    editor.restore({ revision: 1, operations: [operation] });
    expect(state().document.name).toBe("kept");
    await clock.pass(1);
    expect(sent[0]?.operations).toEqual([operation]);
  });

  it("shows edits from an older revision as a conflict", () => {
    const { editor, state } = open();
    editor.restore({ revision: 0, operations: [{ type: "update_settings", name: "kept" }] });
    expect(state().save.phase).toBe("conflict");
    editor.takeTheirs();
    expect(state().document.name).toBe("small");
  });

  it("a read-only drawing takes no edits", () => {
    const editor = createEditor({
      document: smallFlow(),
      revision: 1,
      readOnly: true,
      send: async () => ({ type: "offline" }),
    });
    expect(editor.apply({ type: "remove_nodes", ids: ["fast"] })).toBe(false);
    expect(editor.store.getState().document.nodes).toHaveLength(4);
  });
});
