import type { ReactNode } from "react";
import { PageFrame } from "../page-frame.tsx";

/** What programmers read stands in the same frame as the shop. */
export default function DocsLayout({ children }: { children: ReactNode }) {
  return <PageFrame>{children}</PageFrame>;
}
