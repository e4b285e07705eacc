-- Orders keep the version and the language of the terms of sale that their buyer agreed to (decision 040). Null in both: made before, or by a
-- server that does not record them yet. No default: nobody knows what those buyers read.
ALTER TABLE "orders"
    ADD COLUMN "terms_version" INTEGER,
    ADD COLUMN "terms_locale" TEXT,
    ADD CONSTRAINT "orders_terms" CHECK (("terms_version" IS NULL) = ("terms_locale" IS NULL) AND "terms_version" >= 0);

-- Which seats a change of a hall made worse, why, and until when orders with them may be given back (decision 038).
ALTER TABLE "event_hall_changes"
    ADD COLUMN "worse" JSONB NOT NULL DEFAULT '[]',
    ADD COLUMN "worse_seat_ids" INTEGER[] NOT NULL DEFAULT '{}',
    ADD COLUMN "return_until" TIMESTAMPTZ(3);
ALTER TABLE "orders" ADD COLUMN "return_until" TIMESTAMPTZ(3);
