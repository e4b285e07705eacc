import { erasedMail } from "#lib/identity/erased-mail";
import { db } from "#lib/platform/db/db";
import { cameFrom } from "#lib/platform/http/request-context";

export type ErasureOutcome = { kind: "erased" | "missing" } | { kind: "last_owner"; organizations: string[] };

/**
 * Erases a person in one statement: their row loses what names them and can never sign in again, all that gives access in
 * their name is gone, and the job that erases their orders is enqueued with it, so that none of it happens alone. The owners
 * of their organizations are locked in the order of member-store.ts: the last one of any is not erased. The audit log keeps
 * their key, which names nobody any more.
 */
export async function claimErasure(
  userId: string,
  { email, voidTickets }: { email: string; voidTickets: boolean },
): Promise<ErasureOutcome> {
  const { address, requestId } = cameFrom();
  const [row] = await db().$queryRawUnsafe<{ erased: boolean; alone: string[] | null }[]>(
    ERASE,
    userId,
    email,
    erasedMail(userId),
    JSON.stringify({ userId, email, voidTickets }),
    JSON.stringify({ void_tickets: voidTickets }),
    address,
    requestId,
  );
  if (row?.alone) return { kind: "last_owner", organizations: row.alone };
  return { kind: row?.erased ? "erased" : "missing" };
}

/** All that a person has here beside their row, their orders (lib/orders) and the audit log. */
const DELETED = [
  ...["sessions", "accounts", "two_factors", "recovery_codes", "passkeys", "token_families", "access_tokens"],
  "memberships",
];

const ERASE = `
WITH owned AS MATERIALIZED (
  SELECT m.organization_id, m.user_id FROM memberships m
  WHERE m.role = 'OWNER' AND m.organization_id IN (SELECT organization_id FROM memberships WHERE user_id = $1::uuid AND role = 'OWNER')
  ORDER BY m.organization_id, m.user_id FOR UPDATE
), alone AS MATERIALIZED (
  SELECT g.name FROM organizations g WHERE g.id IN (
    SELECT organization_id FROM owned GROUP BY 1 HAVING bool_and(user_id = $1::uuid))
), erased AS (
  UPDATE users u SET email = $3, name = NULL, image = NULL, password_hash = NULL, email_verified = NULL, role = 'MEMBER', locale = 'en',
    erased_at = now(), disabled_at = coalesce(u.disabled_at, now())
  WHERE u.id = $1::uuid AND u.email = $2::citext AND u.erased_at IS NULL AND (SELECT count(*) FROM alone) = 0
  RETURNING u.id
), ${DELETED.map((table) => `no_${table} AS (DELETE FROM ${table} t USING erased e WHERE t.user_id = e.id)`).join(", ")},
no_codes AS (
  DELETE FROM verification_tokens t USING erased e WHERE t.identifier = $2::citext OR t.user_id = e.id
), no_invitations AS (
  DELETE FROM invitations i USING erased e WHERE i.email = $2::citext
), enqueued AS (
  SELECT graphile_worker.add_job('erase-buyer', $4::json) FROM erased
), noted AS (
  INSERT INTO audit_log (actor, action, subject, outcome, detail, address, request_id)
  SELECT 'user:' || id, 'account.erase', 'user:' || id, 'ok', $5::jsonb, $6, $7 FROM erased
)
SELECT EXISTS (SELECT 1 FROM erased) AS erased, (SELECT array_agg(name ORDER BY name) FROM alone) AS alone, (SELECT count(*)::int FROM enqueued) AS jobs`;
