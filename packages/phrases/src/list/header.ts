import { type FlowNode, type Names, portSentence, portsOf } from "@switchyard/flow";
import type { Reader } from "../source/reader.ts";

/** A way in: which step, and by which of its ports. */
export interface Way {
  step: number;
  port: string;
}

/** What the list has said so far, by number. */
export interface Known {
  nodes: ReadonlyMap<number, FlowNode>;
  names: Names;
}

/**
 * 「第 2 步“命中” 或 第 3 步之后：」 / "Step 2, met or after step 3: ". What a port is called is asked of the generator, so that
 * quotes inside of it do no harm. No way in: an empty list. Null: it begins like one and cannot be read.
 */
export function readWays(reader: Reader, known: Known): Way[] | null {
  const zh = reader.language === "zh";
  const starts = zh ? /第 ?\d+ ?步/y : /(?:after )?step \d/y;
  const ways: Way[] = [];
  while (reader.look(starts) !== null) {
    const way = zh ? wayZh(reader, known) : wayEn(reader, known);
    if (way === null) return null;
    ways.push(way);
    if (reader.take(zh ? / ?或 ?/y : / or /y) === null) break;
  }
  if (ways.length === 0) return ways;
  return reader.take(zh ? /: ?/y : /: /y) === null ? null : ways;
}

function wayZh(reader: Reader, known: Known): Way | null {
  const step = Number(reader.take(/第 ?(\d+) ?步/y)?.[1]);
  if (reader.take(/之后/y) !== null) return { step, port: "next" };
  if (reader.take(/[“"]/y) === null) return null;
  const port = readPort(reader, known, step, "”");
  return port === null || reader.take(/[”"]/y) === null ? null : { step, port };
}

function wayEn(reader: Reader, known: Known): Way | null {
  const after = reader.take(/after step (\d+)/y);
  if (after !== null) return { step: Number(after[1]), port: "next" };
  const step = Number(reader.take(/step (\d+), /y)?.[1]);
  const port = readPort(reader, known, step, "");
  return port === null ? null : { step, port };
}

/** The longest name of a port of that step that stands here. */
function readPort(reader: Reader, { nodes, names }: Known, step: number, end: string): string | null {
  const node = nodes.get(step);
  if (node === undefined) return null;
  const { raw } = reader.source;
  const here = portsOf(node)
    .map(({ id }) => ({ id, said: portSentence(node, id, names)[reader.language].replaceAll("\n", "⏎") }))
    .filter(({ said }) => raw.startsWith(said, reader.at) && follows(raw.slice(reader.at + said.length), end))
    .sort((a, b) => b.said.length - a.said.length);
  const [best] = here;
  if (best === undefined) return null;
  reader.at += best.said.length;
  return best.id;
}

const follows = (rest: string, end: string): boolean =>
  end === "" ? /^(: | or (after )?step \d)/.test(rest) : rest.startsWith(end) || rest.startsWith('"');
