import type { SqlFunction } from "#lib/platform/db/sql-function";
import { KEPT } from "#lib/platform/http/idempotency-store";

/**
 * Keeps refusals of holds of one event for their keys, one element of the arrays for each. The first refusal of a key stays for a
 * day, and is removed before its key is used again: Citus takes no time that must be reckoned in ON CONFLICT.
 */
export const KEEP_REFUSALS: SqlFunction = {
  name: "keep_refusals_v1",
  parameters: "sold_event int, buyer_keys text[], request_keys text[], fingerprints text[], refusals text[]",
  returns: "void",
  body: `
DECLARE
  stale timestamptz := now() - ${KEPT};
BEGIN
  DELETE FROM refused_holds o USING unnest(buyer_keys, request_keys) AS r(buyer_key, idempotency_key)
  WHERE o.event_id = sold_event AND o.buyer_key = r.buyer_key AND o.idempotency_key = r.idempotency_key AND o.refused_at < stale;

  INSERT INTO refused_holds (event_id, buyer_key, idempotency_key, fingerprint, refusal)
  SELECT sold_event, r.buyer_key, r.idempotency_key, r.fingerprint, r.refusal
  FROM unnest(buyer_keys, request_keys, fingerprints, refusals) AS r(buyer_key, idempotency_key, fingerprint, refusal)
  ORDER BY 2, 3
  ON CONFLICT (event_id, buyer_key, idempotency_key) DO NOTHING;
END`,
};
