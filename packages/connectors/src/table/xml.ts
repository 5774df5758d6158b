/** XML of an xlsx part, event by event. No DOCTYPE, hence no entities of its own; no depth beyond what a sheet needs. */
import { TextDecoder } from "node:util";
import { SaxesParser } from "saxes";
import { TableFault } from "./table.ts";

export interface XmlHandler {
  open?: (name: string, attributes: Record<string, string>) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}

const MAX_DEPTH = 64;
const STEP = 64 * 1024;

/** Feeds the part piece by piece; each pause is a chance to hand on what was found so far. */
export function* parseXml(part: Uint8Array, handler: XmlHandler): Generator<void, void, void> {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  let depth = 0;
  parser.on("error", () => {
    throw new TableFault("broken_xml", "文件内容（XML）已损坏", "The file's content (XML) is damaged");
  });
  parser.on("doctype", () => {
    throw new TableFault("doctype", "文件含有不允许的 DOCTYPE 声明", "The file holds a DOCTYPE, which is not allowed");
  });
  parser.on("opentag", ({ name, attributes }) => {
    depth += 1;
    if (depth > MAX_DEPTH)
      throw new TableFault("too_deep", "文件内容嵌套过深", "The file's content is nested too deeply");
    handler.open?.(local(name), attributes);
  });
  parser.on("closetag", ({ name }) => {
    depth -= 1;
    handler.close?.(local(name));
  });
  parser.on("text", (text) => handler.text?.(text));
  parser.on("cdata", (text) => handler.text?.(text));
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (let at = 0; at < part.byteLength; at += STEP) {
    parser.write(decodeStep(decoder, part.subarray(at, at + STEP)));
    yield;
  }
  parser.close();
}

export function parseWholeXml(part: Uint8Array, handler: XmlHandler): void {
  for (const _ of parseXml(part, handler));
}

function decodeStep(decoder: TextDecoder, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes, { stream: true });
  } catch {
    throw new TableFault("broken_xml", "文件内容（XML）不是 UTF-8", "The file's content (XML) is not UTF-8");
  }
}

const local = (name: string): string => name.slice(name.indexOf(":") + 1);
