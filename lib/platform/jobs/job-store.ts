import { globalDb } from "../db/db.ts";

/** The longest pause between two signs of life of a worker before its jobs are given to others. */
export const GONE_AFTER_SECONDS = 30;

/** Says that a worker lives. */
export async function noteWorkerAlive(worker: string): Promise<void> {
  await globalDb().$executeRaw`
    INSERT INTO job_workers (worker, seen_at) VALUES (${worker}, now())
    ON CONFLICT (worker) DO UPDATE SET seen_at = excluded.seen_at`;
}

/** Frees all jobs of a worker that has ended, and forgets it and those that were killed long ago. */
export async function forgetWorker(worker: string): Promise<void> {
  await globalDb().$executeRaw`
    WITH freed AS (
      UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL WHERE locked_by = ${worker}
    )
    DELETE FROM job_workers WHERE worker = ${worker} OR seen_at < now() - interval '1 day'`;
}

/**
 * Frees jobs that no one works on: those of workers without a sign of life, and those that this worker locked but does not run,
 * because the database's answer was lost on the way. Answers how many. A freed job runs again, which every task allows (INV-11).
 */
export async function freeLostJobs(worker: string, running: readonly string[]): Promise<number> {
  return globalDb().$executeRaw`
    UPDATE graphile_worker._private_jobs j SET locked_at = NULL, locked_by = NULL, run_at = greatest(j.run_at, now())
    WHERE j.locked_at < now() - make_interval(secs => ${GONE_AFTER_SECONDS}::int)
      AND CASE WHEN j.locked_by = ${worker} THEN j.id <> ALL (${running}::bigint[])
        ELSE NOT EXISTS (
          SELECT 1 FROM job_workers w
          WHERE w.worker = j.locked_by AND w.seen_at >= now() - make_interval(secs => ${GONE_AFTER_SECONDS}::int)) END`;
}

/** Jobs that wait for a worker now. */
export async function jobsWaiting(): Promise<number> {
  const [row] = await globalDb().$queryRaw<
    { count: number }[]
  >`SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE locked_at IS NULL`;
  return row?.count ?? 0;
}

/** Seconds since the oldest job that is due, running ones included, should have begun; 0 when none is due. */
export async function oldestJobSeconds(): Promise<number> {
  const [row] = await globalDb().$queryRaw<{ seconds: number }[]>`
    SELECT coalesce(extract(epoch FROM now() - min(run_at)), 0)::float8 AS seconds FROM graphile_worker.jobs
    WHERE run_at <= now() AND attempts < max_attempts`;
  return row?.seconds ?? 0;
}
