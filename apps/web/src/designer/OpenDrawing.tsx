/** What an open drawing gives to all that is shown of it: the drawing itself, the canvas' viewport, the names of things. */
import { ReactFlowProvider } from "@xyflow/react";
import type { ReactNode } from "react";
import { type Drawing, DrawingContext } from "./drawing.ts";
import { useNewWords, WordsContext } from "./names.ts";

export function OpenDrawing({ drawing, children }: { drawing: Drawing; children: ReactNode }) {
  return (
    <DrawingContext value={drawing}>
      <ReactFlowProvider>
        <Named>{children}</Named>
      </ReactFlowProvider>
    </DrawingContext>
  );
}

function Named({ children }: { children: ReactNode }) {
  return <WordsContext value={useNewWords()}>{children}</WordsContext>;
}
