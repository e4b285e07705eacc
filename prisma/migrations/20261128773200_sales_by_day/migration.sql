-- What the platform sold, by day (UTC) and event: a report over all events, so the day comes first. Counted from the books;
-- `day_sales_due` names what is to be counted again (lib/analytics/day-sales).
CREATE TABLE "day_sales" (
    "day" DATE NOT NULL,
    "event_id" INTEGER NOT NULL,
    "organization_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "orders" INTEGER NOT NULL,
    "tickets" INTEGER NOT NULL,
    "revenue_minor" BIGINT NOT NULL,
    "refunds_minor" BIGINT NOT NULL,
    "lost_minor" BIGINT NOT NULL,
    "gateway_fees_minor" BIGINT NOT NULL,

    CONSTRAINT "day_sales_pkey" PRIMARY KEY ("day", "event_id")
);
CREATE INDEX "day_sales_organization_id_day_idx" ON "day_sales"("organization_id", "day");

CREATE TABLE "day_sales_due" (
    "day" DATE NOT NULL,
    "event_id" INTEGER NOT NULL,

    CONSTRAINT "day_sales_due_pkey" PRIMARY KEY ("day", "event_id")
);

-- All that was sold before is counted by the first run of the job.
INSERT INTO "day_sales_due" ("day", "event_id")
SELECT ("paid_at" AT TIME ZONE 'UTC')::date, "event_id" FROM "orders" WHERE "paid_at" IS NOT NULL
UNION SELECT ("at" AT TIME ZONE 'UTC')::date, "event_id" FROM "ledger_lines";
