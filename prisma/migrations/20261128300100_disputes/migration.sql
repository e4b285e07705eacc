-- Disputes: a buyer's bank takes a payment back. LOST is a payment whose money is gone for good.
ALTER TYPE "payment_status" ADD VALUE 'LOST';

CREATE TYPE "dispute_policy" AS ENUM ('KEEP', 'VOID');
CREATE TYPE "dispute_status" AS ENUM ('OPEN', 'WON', 'LOST');

-- What becomes of the tickets of a disputed payment.
ALTER TABLE "events" ADD COLUMN "dispute_policy" "dispute_policy" NOT NULL DEFAULT 'KEEP';

ALTER TABLE "payments" ADD COLUMN "lost_minor" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "payments" ADD CONSTRAINT "payments_lost" CHECK (lost_minor BETWEEN 0 AND amount_minor);

-- A suspended ticket is void while its payment is disputed, and keeps its seat until that is decided.
ALTER TABLE "tickets" ADD COLUMN "suspended_at" TIMESTAMPTZ(3);
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_suspended_are_void" CHECK ("suspended_at" IS NULL OR "status" = 'VOID');

CREATE TABLE "disputes" (
    "event_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "gateway" TEXT NOT NULL,
    "gateway_id" TEXT NOT NULL,
    "status" "dispute_status" NOT NULL DEFAULT 'OPEN',
    "amount_minor" INTEGER NOT NULL,
    "is_withdrawn" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT NOT NULL,
    "evidence_due_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "disputes_pkey" PRIMARY KEY ("event_id","id")
);
CREATE UNIQUE INDEX "disputes_event_id_gateway_gateway_id_key" ON "disputes"("event_id", "gateway", "gateway_id");
CREATE INDEX "disputes_event_id_order_id_idx" ON "disputes"("event_id", "order_id");
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_amount" CHECK (amount_minor > 0);
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_closed" CHECK ((status = 'OPEN') = (closed_at IS NULL));
