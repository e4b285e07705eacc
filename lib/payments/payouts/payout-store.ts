import { appendAudit } from "#lib/audit/append-audit";
import type { AuditEntry } from "#lib/audit/audit";
import { databaseNow } from "#lib/platform/db/database-clock";
import { globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import type { Prisma } from "#prisma/generated/client";
import type { GatewayAccount } from "../gateway.ts";
import { lockRoute } from "./payout-fragments.ts";
import { payoutStateOf } from "./payout-rules.ts";

export type PayoutRow = Prisma.PayoutAccountGetPayload<object>;

/** Where new payments of an organization go: its active account, else the platform's own (null). */
export async function findPaymentRoute(
  gateway: string,
  organizationId: string,
): Promise<{ account: string | null } | "restricted"> {
  const row = await globalDb().payoutAccount.findFirst({
    where: { gateway, organizationId, state: { in: ["ACTIVE", "RESTRICTED"] } },
    select: { account: true, state: true },
  });
  if (row?.state === "RESTRICTED") return "restricted";
  return { account: row?.account ?? null };
}

/** The account that an organization has connected, or connected last. */
export async function findPayoutAccount(organizationId: string): Promise<PayoutRow | undefined> {
  const orderBy = [{ endedAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }] as const;
  return (await globalDb().payoutAccount.findFirst({ where: { organizationId }, orderBy: [...orderBy] })) ?? undefined;
}

/** Whether an organization of ours connected this account, now or once. */
export async function isConnectedAccount(gateway: string, account: string): Promise<boolean> {
  return (await globalDb().payoutAccount.count({ where: { gateway, account } })) > 0;
}

/** The accounts of a gateway whose movements we may list, disconnected ones too: they hold what was paid there. */
export async function listAccountsWithAccess(gateway: string): Promise<string[]> {
  const rows = await globalDb().payoutAccount.findMany({
    where: { gateway, hasAccess: true },
    select: { account: true },
    orderBy: { createdAt: "asc" },
  });
  return rows.map(({ account }) => account);
}

/** Keeps a new account; false where the organization has one by now. */
export async function claimNewAccount(
  row: { organizationId: string; gateway: string; account: string },
  line: AuditEntry,
): Promise<boolean> {
  return inTransaction(globalDb(), async (tx) => {
    await lockRoute(tx, row.organizationId);
    const { count } = await tx.payoutAccount.createMany({ data: [row], skipDuplicates: true });
    if (count === 1) await appendAudit(tx, line);
    return count === 1;
  });
}

/**
 * Connects an account again that was disconnected, as the gateway says it stands. Until it takes payments it is being set up, also where
 * it took some before: its organization sells through the platform meanwhile and must not stop for it. Changes nothing where the
 * organization has an account by now.
 */
export async function claimConnectAgain(
  former: PayoutRow,
  { said, askedAt }: { said: GatewayAccount; askedAt: Date },
  line: AuditEntry,
): Promise<void> {
  await inTransaction(globalDb(), async (tx) => {
    await lockRoute(tx, former.organizationId);
    const open = { organizationId: former.organizationId, state: { not: "DISCONNECTED" as const } };
    if (await tx.payoutAccount.findFirst({ where: open })) return;
    const state = payoutStateOf(said, { state: "ONBOARDING", activatedAt: null });
    await tx.payoutAccount.update({
      where: { id: former.id },
      data: {
        ...{ state, hasAccess: true, endedAt: null, activatedAt: state === "ACTIVE" ? databaseNow() : null },
        ...{ checkedAt: askedAt, paysOut: said.paysOut, due: [...said.due] },
        disabledReason: said.disabledReason ?? null,
      },
    });
    await appendAudit(tx, line);
  });
}

/**
 * Writes down what the gateway says of an account, undefined where it took our access away, as of the time it was asked: an answer that was
 * asked for before the one that stands is old. No payment is opened on it meanwhile. Audits a change of its state.
 */
export async function recordAccountState(
  key: { gateway: string; account: string },
  { said, askedAt }: { said: GatewayAccount | undefined; askedAt: Date },
): Promise<void> {
  const found = await globalDb().payoutAccount.findUnique({ where: { gateway_account: key } });
  if (!found) return;
  await inTransaction(globalDb(), async (tx) => {
    await lockRoute(tx, found.organizationId);
    const before = await tx.payoutAccount.findUniqueOrThrow({ where: { gateway_account: key } });
    if (askedAt < before.checkedAt) return;
    const state = payoutStateOf(said, before);
    const now = databaseNow();
    await tx.payoutAccount.update({
      where: { id: before.id },
      data: {
        state,
        checkedAt: askedAt,
        hasAccess: said !== undefined,
        ...(said ? { paysOut: said.paysOut, due: [...said.due], disabledReason: said.disabledReason ?? null } : {}),
        ...(state === "ACTIVE" && before.activatedAt === null ? { activatedAt: now } : {}),
        ...(state === "DISCONNECTED" && before.endedAt === null ? { endedAt: now } : {}),
      },
    });
    if (state !== before.state) await auditState(tx, before, state);
  });
}

async function auditState(tx: Transaction, row: PayoutRow, state: PayoutRow["state"]): Promise<void> {
  await appendAudit(tx, {
    ...{ actor: "system", action: "payout.state", outcome: state.toLowerCase() },
    ...{ organizationId: row.organizationId, subject: row.account, detail: { before: row.state.toLowerCase() } },
  });
}

/** Ends the connection of an organization's account: from here on no payment is opened on it. Undefined where it has none. */
export async function claimDisconnect(
  organizationId: string,
  lineOf: (row: PayoutRow) => AuditEntry,
): Promise<PayoutRow | undefined> {
  return inTransaction(globalDb(), async (tx) => {
    await lockRoute(tx, organizationId);
    const row = await tx.payoutAccount.findFirst({ where: { organizationId, state: { not: "DISCONNECTED" } } });
    if (!row) return undefined;
    await appendAudit(tx, lineOf(row));
    return tx.payoutAccount.update({ where: { id: row.id }, data: { state: "DISCONNECTED", endedAt: databaseNow() } });
  });
}
