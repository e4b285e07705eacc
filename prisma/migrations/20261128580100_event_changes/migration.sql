-- What changed of an event since tickets were sold, and until when their holders may give them back for it.
ALTER TABLE "events" ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "events" ADD COLUMN "last_change" JSONB;
ALTER TABLE "events" ADD COLUMN "moved_at" TIMESTAMPTZ(3);
ALTER TABLE "events" ADD COLUMN "return_until" TIMESTAMPTZ(3);
ALTER TABLE "events" ADD COLUMN "change_return_days" INTEGER NOT NULL DEFAULT 14;
ALTER TABLE "events" ADD CONSTRAINT "events_returns" CHECK ((moved_at IS NULL) = (return_until IS NULL));
ALTER TABLE "events" ADD CONSTRAINT "events_return_days" CHECK (change_return_days BETWEEN 1 AND 365);
