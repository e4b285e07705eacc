import { db } from "../db/db.ts";
import { uuidv7 } from "../ids.ts";
import { singleton } from "../singleton.ts";

/**
 * Runs the work when this process is the leader of that name, or becomes it because the last one's lease ran out. The
 * lease is a row of PostgreSQL and its clock decides. `fence` grows with every change of leader, so that a late write of
 * a former one can be told. Answers undefined in all other processes.
 */
export async function asLeader<T>(
  name: string,
  leaseSeconds: number,
  work: (fence: number) => Promise<T>,
): Promise<T | undefined> {
  const holder = singleton("leader-id", () => uuidv7());
  const [lease] = await db().$queryRaw<{ fence: number }[]>`
    INSERT INTO leader_leases AS l (name, holder, fence, held_until)
    VALUES (${name}, ${holder}::uuid, 1, now() + make_interval(secs => ${leaseSeconds}::int))
    ON CONFLICT (name) DO UPDATE SET
      holder = excluded.holder,
      fence = l.fence + CASE WHEN l.holder = excluded.holder THEN 0 ELSE 1 END,
      held_until = excluded.held_until
    WHERE l.holder = excluded.holder OR l.held_until <= now()
    RETURNING fence::int`;
  return lease && work(lease.fence);
}
