import type { Dependency } from "#lib/platform/observability/health";
import { claimPictureStore } from "./claim-picture-store.ts";

/** Without it pages lack their pictures and uploads are refused, and everything is sold. Degraded when it is not the database's store. */
export const pictureStore: Dependency = {
  name: "pictures",
  isNeeded: false,
  ask: async () => ((await claimPictureStore()).ok ? "ok" : "degraded"),
};
