import type { Administrator } from "#lib/identity/identify";
import { readOrganization } from "#lib/organizations/administration/list-organizations";
import { judgeAmount, readAmount } from "#lib/platform/charge-limits";
import { databaseNow } from "#lib/platform/db/database-clock";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import { uuidv7 } from "#lib/platform/ids";
import type { NewPlatformFee } from "./contract.ts";
import { claimFee } from "./fee-store.ts";

/**
 * Sets what the platform takes of orders from a time on. Terms in force are never changed, since orders were made under them. Refuses
 * `not_found` for an unknown organization, `conflict` where terms begin at that very time, and `invalid_request` for a time in the
 * past or a sum that the currency cannot have.
 */
export async function setPlatformFee(
  administrator: Administrator,
  wanted: NewPlatformFee,
): Promise<{ ok: true; id: string } | Refused<"not_found" | "conflict" | "invalid_request">> {
  const { organization_id: organizationId, currency, percent } = wanted;
  if (organizationId && !(await readOrganization(organizationId)).ok) return refuse("not_found");
  const now = databaseNow();
  const validFrom = wanted.valid_from === undefined ? now : new Date(wanted.valid_from);
  if (validFrom < now) return wrong("valid_from", "must not be in the past");
  const fixed = readAmount(wanted.fixed, currency);
  // The smallest charge is no bound of a fee, which is a part of one.
  const problem = fixed.problem ?? judgeAmount(fixed.minor, currency);
  if (problem && problem.kind !== "too_small") return wrong("fixed", "is no sum of this currency");
  const row = { id: uuidv7(), organizationId: organizationId ?? null, currency, fixedMinor: fixed.minor, validFrom };
  const basisPoints = Math.round(percent * 100);
  const stored = await claimFee(
    { ...row, basisPoints },
    {
      ...{ actor: `user:${administrator.userId}`, action: "platform_fee.set", outcome: "ok", organizationId },
      subject: organizationId ? `organization:${organizationId}` : "platform",
      detail: { currency, basisPoints, fixedMinor: fixed.minor, validFrom },
    },
  );
  return stored ? { ok: true, id: row.id } : refuse("conflict");
}

function wrong(path: string, message: string): Refused<"invalid_request"> {
  return refuse("invalid_request", { fields: [{ path, message }] });
}
