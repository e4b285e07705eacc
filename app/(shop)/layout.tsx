import type { ReactNode } from "react";
import { PageFrame } from "../page-frame.tsx";

/** Everything a fan sees stands between the same header and footer. */
export default function ShopLayout({ children }: { children: ReactNode }) {
  return <PageFrame>{children}</PageFrame>;
}
