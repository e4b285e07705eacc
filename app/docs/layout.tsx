import type { ReactNode } from "react";
import { PageFrame } from "../page-frame.tsx";

/** Pages for programmers use the shop's frame. */
export default function DocsLayout({ children }: { children: ReactNode }) {
  return <PageFrame>{children}</PageFrame>;
}
