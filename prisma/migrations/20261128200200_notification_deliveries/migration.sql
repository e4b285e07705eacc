-- A message to a person is written once and delivered over one or more channels, each with a claim and an outcome of its own.
CREATE TABLE "notification_deliveries" (
  "notification_id" UUID NOT NULL,
  "channel" TEXT NOT NULL,
  "address" TEXT NOT NULL,
  "claimed_until" TIMESTAMPTZ(3),
  "delivered_at" TIMESTAMPTZ(3),
  CONSTRAINT "notification_deliveries_pkey" PRIMARY KEY ("notification_id", "channel"),
  CONSTRAINT "notification_deliveries_notification_id_fkey" FOREIGN KEY ("notification_id") REFERENCES "notifications" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);

INSERT INTO "notification_deliveries" ("notification_id", "channel", "address", "claimed_until", "delivered_at")
SELECT id, channel, recipient, claimed_until, delivered_at FROM "notifications";

ALTER TABLE "notifications" DROP COLUMN "channel", DROP COLUMN "recipient", DROP COLUMN "claimed_until", DROP COLUMN "delivered_at";

-- What was written to an address: for its owner to take away, and to be emptied.
CREATE INDEX "notification_deliveries_address" ON "notification_deliveries" (lower("address"));
