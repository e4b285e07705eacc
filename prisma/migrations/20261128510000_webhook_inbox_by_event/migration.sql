-- A message is kept with the event of the payment that it is about. Older rows do not say which event that is; such a message
-- that comes again is applied again, which changes nothing: the gateway's present answer is on the books already.
DROP TABLE "webhook_inbox";

CREATE TABLE "webhook_inbox" (
    "event_id" INTEGER NOT NULL,
    "gateway" TEXT NOT NULL,
    "gateway_event_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_inbox_pkey" PRIMARY KEY ("event_id", "gateway", "gateway_event_id")
);

CREATE INDEX "webhook_inbox_received_at_idx" ON "webhook_inbox" USING BRIN ("received_at");
