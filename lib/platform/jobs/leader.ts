import { globalDb } from "../db/db.ts";
import { uuidv7 } from "../ids.ts";
import { singleton } from "../singleton.ts";

/**
 * Runs the work when this process is the leader of that name, or becomes it because the last one's lease ran out. The
 * lease is a row of PostgreSQL and its clock decides. A former leader may still be writing when the next one begins, so what a
 * leader writes is guarded by its own rows' locks and versions. Answers undefined in all other processes.
 */
export async function asLeader<T>(name: string, leaseSeconds: number, work: () => Promise<T>): Promise<T | undefined> {
  const holder = singleton("leader-id", () => uuidv7());
  const leads = await globalDb().$executeRaw`
    INSERT INTO leader_leases AS l (name, holder, held_until)
    VALUES (${name}, ${holder}::uuid, now() + make_interval(secs => ${leaseSeconds}::int))
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until
    WHERE l.holder = excluded.holder OR l.held_until <= now()`;
  return leads === 1 ? work() : undefined;
}
