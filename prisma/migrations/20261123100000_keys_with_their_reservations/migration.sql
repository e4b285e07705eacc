-- A hold keeps the key of the request that made it, so that a key needs no second row.
ALTER TABLE "reservations"
  ADD COLUMN "idempotency_key" TEXT,
  ADD COLUMN "fingerprint" TEXT,
  ADD COLUMN "first_seat_ids" INTEGER[],
  ADD COLUMN "first_unit_minor" INTEGER[],
  ADD COLUMN "first_total_minor" INTEGER,
  ADD COLUMN "first_expires_at" TIMESTAMPTZ(3);
CREATE INDEX "reservations_idempotency_key" ON "reservations" ("idempotency_key", "buyer_key") WHERE "idempotency_key" IS NOT NULL;

-- What the first answer said is kept by the first change of it, whoever makes it: an extension, a payment, an offer, a refund.
CREATE FUNCTION keep_first_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.first_seat_ids := OLD.seat_ids;
  NEW.first_unit_minor := OLD.unit_minor;
  NEW.first_total_minor := OLD.total_minor;
  NEW.first_expires_at := OLD.expires_at;
  RETURN NEW;
END $$;
CREATE TRIGGER "reservations_first_terms" BEFORE UPDATE ON "reservations" FOR EACH ROW
  WHEN (OLD.first_expires_at IS NULL AND (OLD.seat_ids, OLD.unit_minor, OLD.total_minor, OLD.expires_at)
    IS DISTINCT FROM (NEW.seat_ids, NEW.unit_minor, NEW.total_minor, NEW.expires_at))
  EXECUTE FUNCTION keep_first_terms();

-- Every key that was used, wherever it is kept.
CREATE VIEW "used_keys" AS
  SELECT buyer_key AS scope, idempotency_key AS key, fingerprint, 201 AS status, NULL AS answer, created_at AS used_at, id AS reservation_id
  FROM reservations WHERE idempotency_key IS NOT NULL
  UNION ALL
  SELECT scope, key, fingerprint, status, answer, claimed_at, NULL FROM idempotency_keys;
