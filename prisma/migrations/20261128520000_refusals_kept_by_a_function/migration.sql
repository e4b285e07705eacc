-- Written in lib/reservations/refusals-function.ts.
CREATE FUNCTION keep_refusals_v1(
  sold_event int, buyer_keys text[], request_keys text[], fingerprints text[], refusals text[]
) RETURNS void
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  stale timestamptz := now() - interval '24 hours';
BEGIN
  DELETE FROM refused_holds o USING unnest(buyer_keys, request_keys) AS r(buyer_key, idempotency_key)
  WHERE o.event_id = sold_event AND o.buyer_key = r.buyer_key AND o.idempotency_key = r.idempotency_key AND o.refused_at < stale;

  INSERT INTO refused_holds (event_id, buyer_key, idempotency_key, fingerprint, refusal)
  SELECT sold_event, r.buyer_key, r.idempotency_key, r.fingerprint, r.refusal
  FROM unnest(buyer_keys, request_keys, fingerprints, refusals) AS r(buyer_key, idempotency_key, fingerprint, refusal)
  ORDER BY 2, 3
  ON CONFLICT (event_id, buyer_key, idempotency_key) DO NOTHING;
END
$$;
