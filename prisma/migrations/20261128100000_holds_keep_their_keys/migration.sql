-- A hold finds its first answer in rows of its own event: no look-up across endpoints, no trigger (decision 011).
DROP VIEW "used_keys";
DROP TRIGGER "reservations_first_terms" ON "reservations";
DROP FUNCTION keep_first_terms();

-- The terms of the first answer are written with the reservation and never change.
UPDATE "reservations" SET "first_seat_ids" = "seat_ids", "first_unit_minor" = "unit_minor", "first_total_minor" = "total_minor",
  "first_expires_at" = "expires_at" WHERE "first_expires_at" IS NULL;
ALTER TABLE "reservations"
  ALTER COLUMN "first_seat_ids" SET NOT NULL,
  ALTER COLUMN "first_unit_minor" SET NOT NULL,
  ALTER COLUMN "first_total_minor" SET NOT NULL,
  ALTER COLUMN "first_expires_at" SET NOT NULL;

-- INV-6: a key is used once for a buyer of an event. One that was used again after a day belongs to the later reservation.
DROP INDEX "reservations_idempotency_key";
UPDATE "reservations" SET "idempotency_key" = NULL, "fingerprint" = NULL
  WHERE "idempotency_key" IS NOT NULL AND "created_at" < now() - interval '24 hours';
CREATE UNIQUE INDEX "reservations_one_idempotency_key" ON "reservations" ("event_id", "buyer_key", "idempotency_key")
  WHERE "idempotency_key" IS NOT NULL;

CREATE TABLE "refused_holds" (
    "event_id" INTEGER NOT NULL,
    "buyer_key" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "refusal" TEXT NOT NULL,
    "refused_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "refused_holds_pkey" PRIMARY KEY ("event_id", "buyer_key", "idempotency_key")
);
CREATE INDEX "refused_holds_refused_at_idx" ON "refused_holds" USING brin ("refused_at");
