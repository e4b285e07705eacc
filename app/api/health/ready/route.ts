import { checkDependencies } from "#lib/platform/health";
import { json } from "#lib/platform/http";

/** Whether requests can be served: 503 when the database is gone. Redis and mail may be missing without harm. */
export const GET = async () => {
  const { isReady, dependencies } = await checkDependencies();
  return json({ status: isReady ? "ok" : "unavailable", dependencies }, { status: isReady ? 200 : 503 });
};

export const dynamic = "force-dynamic";
