import type { Transaction } from "#lib/platform/db/transaction";

/**
 * Where an organization's buyers pay, for statements that open a payment. A payment is opened behind a shared lock of the organization's
 * route, and a route is changed behind the exclusive one, so that no payment is opened on an account whose disconnection was answered.
 * The locks are advisory: a row that every payment of a rush locks would be written by each.
 */
const LOCK_CLASS = -774_001; // Negative, because the locks of buyers have event ids there.

const keyOf = (organizationId: string) => `hashtext(${organizationId}::text)`;

/** The statement of a function that holds the route until its transaction ends; `organizationId` is an SQL expression. */
export const holdPaymentRoute = (organizationId: string) =>
  `PERFORM pg_advisory_xact_lock_shared(${LOCK_CLASS}, ${keyOf(organizationId)})`;

/**
 * Whether new payments of the organization go to this account, in a statement after the one that holds the route. Null is the platform's
 * own; an account that was active and may take none at present is no route for any.
 */
export const isPaymentRoute = ({ organizationId, account }: { organizationId: string; account: string }) =>
  `(${account}) IS NOT DISTINCT FROM (SELECT CASE a.state WHEN 'ACTIVE' THEN a.account ELSE '' END FROM payout_accounts a
    WHERE a.organization_id = ${organizationId} AND a.state IN ('ACTIVE', 'RESTRICTED'))`;

/** The same for a transaction: holds the route and says whether it is still this one. */
export async function holdRoute(
  tx: Transaction,
  { organizationId, account }: { organizationId: string; account: string | null },
): Promise<boolean> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(${LOCK_CLASS}::int, hashtext(${organizationId}))`;
  const [row] = await tx.$queryRawUnsafe<{ is: boolean }[]>(
    `SELECT ${isPaymentRoute({ organizationId: "$1::uuid", account: "$2::text" })} AS is`,
    organizationId,
    account,
  );
  return row?.is === true;
}

/** Waits until no payment is being opened, and keeps others from it until the transaction ends. */
export async function lockRoute(tx: Transaction, organizationId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK_CLASS}::int, hashtext(${organizationId}))`;
}
