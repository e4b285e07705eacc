-- A refund says in a column why it is there, where the end of its idempotency key said it.
CREATE TYPE "refund_kind" AS ENUM ('REQUESTED', 'AT_GATEWAY', 'LATE_PAYMENT', 'SURPLUS');
ALTER TABLE "refunds" ADD COLUMN "kind" "refund_kind" NOT NULL DEFAULT 'REQUESTED';
UPDATE "refunds" SET "kind" = (CASE
  WHEN "idempotency_key" LIKE '%-late' THEN 'LATE_PAYMENT'
  WHEN "idempotency_key" LIKE '%-surplus' THEN 'SURPLUS'
  WHEN "idempotency_key" LIKE 'gateway-%' THEN 'AT_GATEWAY'
  ELSE 'REQUESTED'
END)::"refund_kind";
