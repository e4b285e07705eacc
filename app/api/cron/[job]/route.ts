import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { env } from "#lib/platform/env";
import { door, json } from "#lib/platform/http";
import { refuse } from "#lib/platform/refusals";
import { CRON_JOBS, type CronJob } from "../../../cron-jobs.ts";

/** Runs a scheduled job now, for a host whose scheduler calls in. */
export const POST = door(
  {
    route: "/api/cron/{job}",
    params: z.object({ job: z.enum(Object.keys(CRON_JOBS) as [CronJob, ...CronJob[]]) }),
    who: async (request) => (isScheduler(request) ? ("scheduler" as const) : refuse("unauthenticated")),
  },
  async ({ params }) => json(await CRON_JOBS[params.job]()),
);

function isScheduler(request: Request): boolean {
  const given = Buffer.from(request.headers.get("authorization") ?? "");
  const expected = Buffer.from(`Bearer ${env().CRON_SECRET}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
