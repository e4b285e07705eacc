-- A hold keeps the key of the request that made it, and what its first answer said that may change: no second row for a key.
ALTER TABLE "reservations"
  ADD COLUMN "idempotency_key" TEXT,
  ADD COLUMN "fingerprint" TEXT,
  ADD COLUMN "first_expires_at" TIMESTAMPTZ(3);
CREATE INDEX "reservations_idempotency_key" ON "reservations" ("idempotency_key", "buyer_key") WHERE "idempotency_key" IS NOT NULL;

-- Every key that was used, wherever it is kept.
CREATE VIEW "used_keys" AS
  SELECT buyer_key AS scope, idempotency_key AS key, fingerprint, 201 AS status, NULL AS answer, created_at AS used_at, id AS reservation_id
  FROM reservations WHERE idempotency_key IS NOT NULL
  UNION ALL
  SELECT scope, key, fingerprint, status, answer, claimed_at, NULL FROM idempotency_keys;
