-- The gateway's fees in the ledger: a fee names the movement of the gateway's balance that it was taken with, and is booked once.
ALTER TYPE "ledger_kind" ADD VALUE 'FEE_RETURNED' AFTER 'FEE';
ALTER TABLE "ledger_lines" ADD COLUMN "movement" TEXT;
ALTER TABLE "ledger_lines" ADD CONSTRAINT "ledger_lines_movement" CHECK ((movement IS NOT NULL) = (kind::text IN ('FEE', 'FEE_RETURNED')));
CREATE UNIQUE INDEX "ledger_lines_event_id_payment_id_movement_account_key" ON "ledger_lines"("event_id", "payment_id", "movement", "account");

-- Refunds that the gateway has moved and we have not heard of yet, and the day's sums on both sides.
ALTER TABLE "reconciliations" ADD COLUMN "in_transit" JSONB NOT NULL DEFAULT '[]', ADD COLUMN "totals" JSONB NOT NULL DEFAULT '[]';
