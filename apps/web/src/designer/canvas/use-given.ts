/** The cards and lines that React Flow is given. */
import { useStore as useFlowStore, useStoreApi, type Viewport } from "@xyflow/react";
import { useEffect, useLayoutEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { useDrawing } from "../drawing.ts";
import type { Card, Wire } from "./canvas-store.ts";
import type { Carry } from "./carry.ts";
import { samePlaces } from "./geometry.ts";
import {
  type Area,
  areaOf,
  cardsIn,
  carriedTo,
  farOff,
  type Ids,
  MANY,
  nearBy,
  nextGiven,
  pickCards,
  pickWires,
  sameArea,
  screenOf,
} from "./near.ts";

export interface FirstView extends Viewport {
  width: number;
  height: number;
}
type View = [transform: [number, number, number], width: number, height: number];

const NOTHING: Ids = { cards: new Set(), wires: new Set() };
/** After so long without a change of the area, what is no longer near goes. */
const REST_MS = 600;

const sameOrNone = (a: Area | null, b: Area | null) => a === b || (a !== null && b !== null && sameArea(a, b));

/** Before React Flow has begun, the view it will begin with. */
function viewOf(state: ReturnType<ReturnType<typeof useStoreApi>["getState"]>, first: FirstView): View {
  const { panZoom, transform, width, height } = state;
  if (!panZoom) return [[first.x, first.y, first.zoom], first.width, first.height];
  return [transform, width || first.width, height || first.height];
}

interface Seen {
  first: FirstView;
  isPicture: boolean;
  /** Matters only from far away. */
  hovered: string | null;
  carry: Carry;
}

export function useGiven({ first, isPicture, hovered, carry }: Seen): { cards: Card[]; wires: Wire[] } {
  const { canvas } = useDrawing();
  const flow = useStoreApi();
  const { cards, wires } = useStore(canvas.store);
  const isLarge = cards.length > MANY;
  const area = useFlowStore((state) => (isPicture || !isLarge ? null : areaOf(...viewOf(state, first))), sameOrNone);
  const [places, setPlaces] = useState(cards);
  if (!samePlaces(places, cards)) setPlaces(cards);
  const carried = useSyncExternalStore(carry.subscribe, () => carriedTo(carry.shifts()));
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is in the hand is looked at where it has been carried
  const near = useMemo(
    () => (area ? nearBy(places, wires, area, carry.shifts()) : NOTHING),
    [places, wires, area, carry, carried],
  );
  const [given, setGiven] = useState(NOTHING);
  const next = (from: Ids) => {
    return nextGiven(from, near, wires, (ids) => {
      const some = new Set(ids);
      const missing = cards.filter(({ id }) => some.has(id));
      return cardsIn(missing, screenOf(...viewOf(flow.getState(), first)), carry.shifts());
    });
  };
  // A first look shows at once what is seen. A picture shows everything, and begins anew.
  const now = !area ? NOTHING : given.cards.size === 0 ? next(given) : given;
  if (now !== given) setGiven(now);

  useEffect(() => {
    if (!area) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const handle = requestAnimationFrame(() => {
      const more = next(now);
      if (more !== now) setGiven(more);
      else timer = setTimeout(() => setGiven((held) => (held.cards.size > near.cards.size ? near : held)), REST_MS);
    });
    return () => {
      cancelAnimationFrame(handle);
      clearTimeout(timer);
    };
  });

  // What has come is carried like the rest.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever other cards are given
  useLayoutEffect(() => carry.showAgain(), [carry, now]);

  // Of a list in which nothing is new React Flow is given the same list.
  const drawn = useMemo(() => pickWires(wires, now), [wires, now]);
  return useMemo(() => {
    if (isPicture) return farOff(cards, hovered);
    return isLarge ? { cards: pickCards(cards, now, drawn), wires: drawn } : { cards, wires };
  }, [cards, wires, now, drawn, isPicture, isLarge, hovered]);
}
