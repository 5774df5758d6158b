/** A kind travels from the palette to the canvas as the data of a drag. */
import { type NodeKind, nodeCatalogue } from "@switchyard/flow";

export const KIND_TYPE = "application/x-switchyard-kind";

export function readKind(data: DataTransfer): NodeKind | null {
  const text = data.getData(KIND_TYPE);
  return nodeCatalogue.find((spec) => spec.kind === text)?.kind ?? null;
}

/** The line that lies under a point on the screen. */
export function edgeUnder(x: number, y: number): string | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const edge = element.closest<HTMLElement | SVGElement>(".react-flow__edge");
    if (edge) return edge.getAttribute("data-id");
    if (element.closest(".react-flow__node")) return null;
  }
  return null;
}
