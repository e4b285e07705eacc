"use client";

import { createContext, type ReactNode, useContext } from "react";

const PictureHomeContext = createContext<string | undefined>(undefined);

/** The organization that keeps what is uploaded in the parts below. */
export function PictureHome({ organizationId, children }: { organizationId: string; children: ReactNode }) {
  return <PictureHomeContext value={organizationId}>{children}</PictureHomeContext>;
}

/** The id of that organization; undefined where nothing can be uploaded. */
export function usePictureHome(): string | undefined {
  return useContext(PictureHomeContext);
}
