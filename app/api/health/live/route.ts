import { anyone } from "#lib/accounts/authority";
import { door } from "#lib/platform/http";
import { json } from "#lib/platform/response";

/** The process runs and answers. */
export const GET = door({ route: "/api/health/live", authority: anyone }, async () => json({ status: "ok" }));
