import { json } from "#lib/platform/http";

/** The process runs and answers. */
export const GET = async () => json({ status: "ok" });
