import type { ReactNode } from "react";
import { type Permission, useMay } from "./session.ts";

/** What one's role may not do is not offered. Null asks for nothing. */
export function May({ permission, children }: { permission: Permission | null; children: ReactNode }) {
  return useMay(permission) ? children : null;
}
