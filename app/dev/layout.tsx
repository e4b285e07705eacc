import type { ReactNode } from "react";
import { PageFrame } from "../page-frame.tsx";

/** Pages for developers use the shop's frame. */
export default function DevLayout({ children }: { children: ReactNode }) {
  return <PageFrame>{children}</PageFrame>;
}
