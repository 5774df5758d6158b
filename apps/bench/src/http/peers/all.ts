/** Everybody who is measured, each in a process of its own with a folder of its own. */
import { join } from "node:path";
import { launch, type Running } from "../processes.ts";
import { installNodeRed, installSqliteNode } from "./install-node-red.ts";
import { publish, startOurs } from "./ours.ts";

interface Place {
  folder(name: string): string;
  say(text: string): void;
  /** What else a peer's environment holds. */
  envOf?(name: string): Record<string, string>;
}
export const OURS = "Switchyard";
export const BARE = "bare Hono, nothing stored";
export const JSON_RULES = "json-rules-engine + express";
export const NODE_RED = "Node-RED, sqlite node";
export const NODE_RED_FUNCTION = "Node-RED, function node";

const script = (file: string) => join(import.meta.dirname, file);

export async function startAll({ folder, say, envOf = () => ({}) }: Place): Promise<Map<string, Running>> {
  const path = "/orders";
  const ours = await startOurs(folder("ours"), { env: envOf(OURS) });
  await publish(ours);
  const peers = new Map([[OURS, ours]]);
  const add = async (name: string, args: string[], env: Record<string, string> = {}) => {
    peers.set(name, await launch({ name, args, env: { ...env, ...envOf(name) }, path }));
  };
  await add(BARE, [script("bare-hono.ts")]);
  await add(JSON_RULES, [script("json-rules-express.ts")], { DATA_DIR: folder("rules") });
  const red = async (name: string, saving: string, install: typeof installNodeRed) => {
    try {
      await add(name, [script("node-red.ts")], { DATA_DIR: folder("red"), SAVING: saving, NODE_RED: install(say) });
    } catch (cause) {
      say(`! ${name} does not run here: ${cause instanceof Error ? cause.message : cause}`);
    }
  };
  await red(NODE_RED, "visual", installSqliteNode);
  await red(NODE_RED_FUNCTION, "function", installNodeRed);
  return peers;
}
