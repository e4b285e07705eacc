import { z } from "zod";
import { door } from "#lib/platform/http";
import { scheduler } from "#lib/platform/operator";
import { json } from "#lib/platform/response";
import { CRON_JOBS, type CronJob } from "../../../cron-jobs.ts";

/** Runs a scheduled job now, for a host whose scheduler calls in. */
export const POST = door(
  {
    route: "/api/cron/{job}",
    authority: scheduler,
    operation: {
      summary: "Run a scheduled job now",
      description: "For a host whose scheduler calls in. Each job may run in any number of processes at once.",
      tag: "Operation",
      answers: { 200: { description: "What was done, counted.", body: z.record(z.string(), z.number()) } },
      example: {},
    },
    params: z.object({ job: z.enum(Object.keys(CRON_JOBS) as [CronJob, ...CronJob[]]) }),
  },
  async ({ params }) => json(await CRON_JOBS[params.job]()),
);
