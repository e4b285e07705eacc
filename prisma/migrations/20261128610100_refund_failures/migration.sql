-- Why a refund failed, in the gateway's words: `expired_or_canceled_card`. Null where it did not say, and for refunds that have not failed.
ALTER TABLE "refunds" ADD COLUMN "failure" TEXT;
