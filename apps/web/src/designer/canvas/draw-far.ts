/** A large drawing seen from far away, painted on one canvas element: boxes in their family's colour, lines, what lies over them. */
import { type NodeFamily, nodeSpec } from "@switchyard/flow";
import type { Card, Wire } from "./canvas-store.ts";
import { boxOf } from "./geometry.ts";
import type { OverlayState } from "./overlay.ts";

export interface FarPicture {
  cards: readonly Card[];
  wires: readonly Wire[];
  overlay: OverlayState;
  transform: readonly [number, number, number];
  width: number;
  height: number;
  /** Cards that are drawn as such, over the picture. */
  without: string | null;
  /** What is in the hand, and how far it was carried. */
  carried: ReadonlyMap<string, { x: number; y: number }>;
  colour(variable: string): string;
}

type Spot = { left: number; top: number; width: number; height: number; card: Card };
const STRIPE = 5;
const FAINT = 0.35;

function spotsOf({ cards, transform: [x, y, zoom], carried }: FarPicture): Map<string, Spot> {
  const spots = new Map<string, Spot>();
  for (const card of cards) {
    const box = boxOf(card);
    const shift = carried.get(card.id);
    const left = (box.x + (shift?.x ?? 0)) * zoom + x;
    const top = (box.y + (shift?.y ?? 0)) * zoom + y;
    spots.set(card.id, { left, top, width: box.width * zoom, height: box.height * zoom, card });
  }
  return spots;
}

/** As on the cards: a trail fades what it did not touch, a replay what no order reached. */
function isFaint(id: string, { trail, counts, waiting }: OverlayState): boolean {
  if (trail) return !trail.nodes.has(id) && !waiting?.has(id);
  return counts !== null && !counts.nodes[id];
}

function drawLines(context: CanvasRenderingContext2D, picture: FarPicture, spots: ReadonlyMap<string, Spot>): void {
  const { wires, overlay, width, height, colour } = picture;
  const kinds = { plain: new Path2D(), path: new Path2D(), chosen: new Path2D() };
  for (const wire of wires) {
    const [from, to] = [spots.get(wire.source), spots.get(wire.target)];
    if (!from || !to) continue;
    const start = { x: from.left + from.width, y: from.top + from.height / 2 };
    const end = { x: to.left, y: to.top + to.height / 2 };
    const isOff = Math.max(start.x, end.x) < 0 || Math.min(start.x, end.x) > width;
    if (isOff || Math.max(start.y, end.y) < 0 || Math.min(start.y, end.y) > height) continue;
    const taken = overlay.trail?.edges.has(wire.id) || (overlay.counts?.edges[wire.id] ?? 0) > 0;
    const path = wire.selected ? kinds.chosen : taken ? kinds.path : kinds.plain;
    path.moveTo(start.x, start.y);
    path.lineTo(end.x, end.y);
  }
  const stroke = (path: Path2D, variable: string, line: number) => {
    context.strokeStyle = colour(variable);
    context.lineWidth = line;
    context.stroke(path);
  };
  context.globalAlpha = overlay.trail ? FAINT : 1;
  stroke(kinds.plain, "--wire", 1);
  context.globalAlpha = 1;
  stroke(kinds.path, "--path", 2);
  stroke(kinds.chosen, "--brand", 2);
}

const TONE = { added: "--ok", changed: "--warn", removed: "--bad" } as const;

function drawCard(context: CanvasRenderingContext2D, spot: Spot, picture: FarPicture, colours: Colours): void {
  const { overlay, transform } = picture;
  const { left, top, width, height, card } = spot;
  const tone = overlay.tones?.get(card.id);
  const severe = overlay.findings.get(card.id)?.some(({ severity }) => severity === "error");
  context.globalAlpha = isFaint(card.id, overlay) ? FAINT : 1;
  if (card.type === "frame") {
    context.strokeStyle = card.selected ? colours.brand : colours.line;
    context.strokeRect(left, top, width, height);
    return;
  }
  context.fillStyle = colours.panel;
  context.fillRect(left, top, width, height);
  context.fillStyle = colours.family(nodeSpec(card.data.node.kind).family);
  context.fillRect(left, top, Math.max(2, STRIPE * transform[2] * 2), height);
  context.strokeStyle = card.selected
    ? colours.brand
    : tone
      ? picture.colour(TONE[tone])
      : severe
        ? colours.bad
        : colours.line;
  context.lineWidth = card.selected || tone || severe ? 2 : 1;
  context.strokeRect(left, top, width, height);
}

interface Colours {
  panel: string;
  line: string;
  brand: string;
  bad: string;
  family(name: NodeFamily): string;
}

export function drawFar(context: CanvasRenderingContext2D, picture: FarPicture): void {
  const { width, height, without, colour } = picture;
  const spots = spotsOf(picture);
  context.clearRect(0, 0, width, height);
  drawLines(context, picture, spots);
  const families = new Map<NodeFamily, string>();
  const colours: Colours = {
    panel: colour("--panel"),
    line: colour("--line-strong"),
    brand: colour("--brand"),
    bad: colour("--bad"),
    family(name) {
      const known = families.get(name) ?? colour(`--family-${name}`);
      families.set(name, known);
      return known;
    },
  };
  for (const spot of spots.values()) {
    const isOff = spot.left > width || spot.top > height || spot.left + spot.width < 0 || spot.top + spot.height < 0;
    if (!isOff && spot.card.id !== without) drawCard(context, spot, picture, colours);
  }
  context.globalAlpha = 1;
}
