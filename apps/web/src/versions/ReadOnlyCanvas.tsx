/** The designer's canvas to look at: pan, zoom, select; nothing is changed. */
import { effectOrder, type FlowDocument } from "@switchyard/flow";
import { type ReactNode, useEffect, useState } from "react";
import { FlowCanvas } from "../designer/canvas/FlowCanvas.tsx";
import type { ChangeTone } from "../designer/canvas/overlay.ts";
import { createDrawing, type Drawing } from "../designer/drawing.ts";
import { OpenDrawing } from "../designer/OpenDrawing.tsx";

interface ReadOnlyCanvasProps {
  flow: string;
  document: FlowDocument;
  tones?: ReadonlyMap<string, ChangeTone> | undefined;
  /** Stands inside the drawing: reads what is selected, shows a node. */
  children?: ReactNode;
}

function open({ flow, document, tones }: ReadOnlyCanvasProps): Drawing {
  const send = () => Promise.resolve({ type: "offline" } as const);
  const drawing = createDrawing({ flow, document, revision: 0, send, readOnly: true });
  const order = Object.fromEntries(effectOrder(document).map((id, index) => [id, index + 1]));
  drawing.overlay.setState({ order, tones: tones ?? null });
  return drawing;
}

/** Give it a key that changes with the document. */
export function ReadOnlyCanvas(props: ReadOnlyCanvasProps) {
  const [drawing] = useState(() => open(props));
  const { tones } = props;
  useEffect(() => drawing.overlay.setState({ tones: tones ?? null }), [drawing, tones]);
  return (
    <OpenDrawing drawing={drawing}>
      <FlowCanvas />
      {props.children}
    </OpenDrawing>
  );
}
