import { globalDb } from "#lib/platform/db/db";

const LINES_MAX = 1_000;

/** An actor's lines, newest first, at most 1,000. `actor` is the key in the log, such as `user:<uuid>`. */
export async function listLinesOf(actor: string) {
  return globalDb().auditEntry.findMany({
    where: { actor },
    select: { at: true, action: true, subject: true, outcome: true, address: true },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: LINES_MAX,
  });
}

/** Whether a person signed in from this browser at this address before, among the last 200 times, or never signed in at all. */
export async function isKnownBrowser(userId: string, browser: string, address: string): Promise<boolean> {
  const [row] = await globalDb().$queryRaw<{ known: boolean }[]>`
    SELECT count(*) = 0 OR bool_or(address IS NOT DISTINCT FROM ${address} AND detail->>'browser' = ${browser}) AS known
    FROM (SELECT address, detail FROM audit_log
          WHERE actor = ${`user:${userId}`} AND action = 'session.open' AND outcome = 'ok'
          ORDER BY at DESC LIMIT 200) AS before`;
  return row?.known ?? true;
}
