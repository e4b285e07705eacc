-- Promo codes that their organizer makes: by batches, with limits by tickets, price levels and the smallest basket (decision 051).
CREATE TABLE "promo_batches" (
    "event_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "promo_batches_pkey" PRIMARY KEY ("event_id", "id")
);
CREATE UNIQUE INDEX "promo_batches_event_id_name_key" ON "promo_batches" ("event_id", lower("name"));

ALTER TYPE "promo_kind" ADD VALUE 'PER_TICKET';

ALTER TABLE "promo_codes"
    ADD COLUMN "look_alike" TEXT,
    ADD COLUMN "batch_id" UUID,
    ADD COLUMN "note" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "tickets_max" INTEGER,
    ADD COLUMN "tickets_per_order" INTEGER,
    ADD COLUMN "level_ids" SMALLINT[] NOT NULL DEFAULT '{}',
    ADD COLUMN "basket_tickets_min" INTEGER,
    ADD COLUMN "basket_total_min_minor" BIGINT,
    ADD COLUMN "deactivated_at" TIMESTAMPTZ(3),
    ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- What the code looks like (lib/pricing/promo/promo-key.ts). Two codes of before that look alike keep working: the second is found by its exact text.
UPDATE "promo_codes" c SET "look_alike" = k."key" || CASE WHEN k."rank" = 1 THEN '' ELSE '#' || c."id" END
FROM (
  SELECT "event_id", "id", p."key", row_number() OVER (PARTITION BY "event_id", p."key" ORDER BY "id") AS "rank"
  FROM (SELECT "event_id", "id", translate(upper("code"::text), '01L -', 'OII') AS "key" FROM "promo_codes") p
) k
WHERE c."event_id" = k."event_id" AND c."id" = k."id";
ALTER TABLE "promo_codes" ALTER COLUMN "look_alike" SET NOT NULL;
CREATE UNIQUE INDEX "promo_codes_event_id_look_alike_key" ON "promo_codes" ("event_id", "look_alike");
CREATE INDEX "promo_codes_event_id_batch_id_idx" ON "promo_codes" ("event_id", "batch_id");
CREATE INDEX "promo_codes_event_id_created_at_id_idx" ON "promo_codes" ("event_id", "created_at", "id");
ALTER TABLE "promo_codes" ADD CONSTRAINT "promo_codes_batch_fkey" FOREIGN KEY ("event_id", "batch_id")
  REFERENCES "promo_batches" ("event_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "promo_codes" ADD CONSTRAINT "promo_codes_rules" CHECK (
  uses_max > 0 AND tickets_max > 0 AND tickets_per_order > 0
  AND basket_tickets_min > 0 AND basket_total_min_minor > 0 AND valid_from < valid_until AND btrim(code) <> ''
);

-- How many of an order's tickets its code took something off: they count against the code's limit of tickets.
ALTER TABLE "orders" ADD COLUMN "promo_tickets" INTEGER NOT NULL DEFAULT 0;
CREATE INDEX "orders_event_id_promo_id_idx" ON "orders" ("event_id", "promo_id") WHERE "promo_id" IS NOT NULL;
