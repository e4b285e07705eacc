import { z } from "zod";
import { endpoint } from "#lib/platform/http/endpoint";
import { scheduler } from "#lib/platform/http/operator";
import { unlimited } from "#lib/platform/http/pipeline";
import { json } from "#lib/platform/http/response";
import { CRON_JOBS, type CronJob } from "../../../cron-jobs.ts";

/** Runs a scheduled job now, for a host whose scheduler calls in. */
export const POST = endpoint(
  {
    route: "/api/cron/{job}",
    authority: scheduler,
    limit: unlimited("only the scheduler knows the secret, and each job may run many times at once"),
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
