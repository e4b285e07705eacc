-- What has happened, written by the transaction that made it happen, until the relay has moved it on. `at` is the clock's, not the
-- transaction's: of two facts of one subject, the second was written after the lock that the first one held.
CREATE TABLE "outbox" (
  "event_id" INTEGER NOT NULL DEFAULT 0,
  "id" UUID NOT NULL DEFAULT uuidv7(),
  "type" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "payload" JSONB NOT NULL DEFAULT '{}',
  "at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT "outbox_pkey" PRIMARY KEY ("event_id", "id")
);

-- Rows live for milliseconds, so the table is vacuumed by what died in it and not by its size.
ALTER TABLE "outbox" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 20000);

-- One row for each fact and each subscriber that has not acted on it yet.
CREATE TABLE "fact_deliveries" (
  "subscriber" TEXT NOT NULL,
  "event_id" INTEGER NOT NULL,
  "id" UUID NOT NULL,
  "type" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "payload" JSONB NOT NULL,
  "at" TIMESTAMPTZ(6) NOT NULL,
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "failure" TEXT,
  "given_up_at" TIMESTAMPTZ(3),
  CONSTRAINT "fact_deliveries_pkey" PRIMARY KEY ("subscriber", "event_id", "id")
);

ALTER TABLE "fact_deliveries" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Finds what a subscriber has to do next, and whether an earlier fact of the same subject stands in the way.
CREATE INDEX "fact_deliveries_waiting" ON "fact_deliveries" ("subscriber", "at", "id") WHERE "given_up_at" IS NULL;
CREATE INDEX "fact_deliveries_subject" ON "fact_deliveries" ("subscriber", "event_id", "subject", "at", "id") WHERE "given_up_at" IS NULL;
