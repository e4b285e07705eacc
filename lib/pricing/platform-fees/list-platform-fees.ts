import { toMajor } from "#lib/platform/money";
import type { PlatformFeeQuery, PlatformFeeWire } from "./contract.ts";
import { type FeeRow, listFees } from "./fee-store.ts";

const LIMIT = 50;

/** The platform's terms, also those that are over or to come, the latest first. For administrators of the platform. */
export async function listPlatformFees({ organization_id, page = 1, limit = LIMIT }: PlatformFeeQuery) {
  const { rows, total } = await listFees(organization_id, { offset: (page - 1) * limit, limit });
  return { data: rows.map(feeOnWire), meta: { total, page, limit } };
}

function feeOnWire(row: FeeRow): PlatformFeeWire {
  const { id, organizationId, organizationName, currency, basisPoints, fixedMinor, validFrom } = row;
  return {
    id,
    organization_id: organizationId,
    organization: organizationName,
    currency,
    percent: basisPoints / 100,
    fixed: toMajor(fixedMinor, currency),
    valid_from: validFrom.toISOString(),
  };
}
