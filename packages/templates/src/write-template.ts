import { canonicalFile } from "./canonical.ts";
import { TEMPLATE_FORMAT, TEMPLATE_FORMAT_VERSION, type Template } from "./template.ts";

const KEYS = [
  "format", "formatVersion", "id", "version", "name", "description", "parameters", "needs", "golden", "flow", "layout",
] as const; // biome-ignore format: a word list

/** What the file holds, without its checksum. */
export function templateContent({ document, ...head }: Template): Record<(typeof KEYS)[number], unknown> {
  const { formatVersion, windows, patterns, nodes, edges } = document;
  return {
    format: TEMPLATE_FORMAT,
    formatVersion: TEMPLATE_FORMAT_VERSION,
    ...head,
    flow: { formatVersion, windows, patterns, nodes: nodes.map(({ position: _, ...node }) => node), edges },
    layout: Object.fromEntries(nodes.map(({ id, position }) => [id, [position.x, position.y]])),
  };
}

/** The template as a file: the same template is always the same bytes. */
export const serialiseTemplate = (template: Template): string => canonicalFile(templateContent(template), KEYS);
