import type { ReactNode } from "react";
import { PageFrame } from "../page-frame.tsx";

/** Pages for whoever works on the house stand in the same frame as the shop. */
export default function DevLayout({ children }: { children: ReactNode }) {
  return <PageFrame>{children}</PageFrame>;
}
