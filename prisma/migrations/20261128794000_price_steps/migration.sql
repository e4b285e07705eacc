-- Prices that change by themselves, and the log of what changed and why (decision 052).
CREATE TABLE "price_step_rules" (
    "event_id" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "currency" TEXT NOT NULL,
    "announces" BOOLEAN NOT NULL,
    "steps" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" UUID,

    CONSTRAINT "price_step_rules_pkey" PRIMARY KEY ("event_id"),
    CONSTRAINT "price_step_rules_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);

-- A level under steps: its price without them, the price that they set last, and the most that were ever sold of it.
CREATE TABLE "stepped_levels" (
    "event_id" INTEGER NOT NULL,
    "level_id" SMALLINT NOT NULL,
    "regular_minor" BIGINT NOT NULL,
    "set_minor" BIGINT NOT NULL,
    "sold_most" INTEGER NOT NULL DEFAULT 0,
    "changed_at" TIMESTAMPTZ(3),

    CONSTRAINT "stepped_levels_pkey" PRIMARY KEY ("event_id", "level_id"),
    CONSTRAINT "stepped_levels_numbers" CHECK ("regular_minor" >= 0 AND "set_minor" >= 0 AND "sold_most" >= 0),
    CONSTRAINT "stepped_levels_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);

CREATE TABLE "price_changes" (
    "event_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "level_id" SMALLINT NOT NULL,
    "from_minor" BIGINT NOT NULL,
    "to_minor" BIGINT NOT NULL,
    "cause" TEXT NOT NULL,
    "step_id" UUID,
    "reason" JSONB NOT NULL,
    "announced_at" TIMESTAMPTZ(3),
    "applies_at" TIMESTAMPTZ(3) NOT NULL,
    "applied_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "price_changes_pkey" PRIMARY KEY ("event_id", "id"),
    CONSTRAINT "price_changes_money" CHECK ("from_minor" >= 0 AND "to_minor" >= 0),
    CONSTRAINT "price_changes_state" CHECK ("applied_at" IS NULL OR "withdrawn_at" IS NULL),
    CONSTRAINT "price_changes_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);
-- A level has at most one announced price that waits.
CREATE UNIQUE INDEX "price_changes_announced" ON "price_changes" ("event_id", "level_id") WHERE "applied_at" IS NULL AND "withdrawn_at" IS NULL;
