/**
 * A way in or out of a card. React Flow's own handle listens to its store, once for each port of each card; a card that
 * nobody touches shows the same element without it, and gets the real one when the pointer comes or a line is drawn.
 */
import { Handle, Position } from "@xyflow/react";
import type { CSSProperties, ReactNode } from "react";

interface PortProps {
  node: string;
  port: string;
  type: "source" | "target";
  live: boolean;
  className: string | undefined;
  style?: CSSProperties;
  role?: string;
  testId?: string;
  title?: string;
  children?: ReactNode;
}

export function Port({ node, port, type, live, className = "", style, role, testId, title, children }: PortProps) {
  const side = type === "source" ? Position.Right : Position.Left;
  const shared = {
    ...(style ? { style } : {}),
    ...(role ? { "data-role": role } : {}),
    ...(testId ? { "data-testid": testId } : {}),
    ...(title ? { title } : {}),
  };
  if (live) {
    return (
      <Handle type={type} position={side} id={port} className={className} {...shared}>
        {children}
      </Handle>
    );
  }
  return (
    <div
      className={`react-flow__handle react-flow__handle-${side} nodrag nopan ${type} connectable ${className}`}
      data-handleid={port}
      data-nodeid={node}
      data-handlepos={side}
      {...shared}
    >
      {children}
    </div>
  );
}
