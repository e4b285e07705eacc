-- An event is called off: the run that gives every order's money back, and each order's part in it.
CREATE TYPE "cancelled_order_status" AS ENUM ('WAITING', 'SENDING', 'DONE', 'FAILED');

CREATE TABLE "cancellations" (
    "event_id" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "listed_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "cancellations_pkey" PRIMARY KEY ("event_id")
);
ALTER TABLE "cancellations" ADD CONSTRAINT "cancellations_finished" CHECK (finished_at IS NULL OR listed_at IS NOT NULL);

CREATE TABLE "cancelled_orders" (
    "event_id" INTEGER NOT NULL,
    "order_id" UUID NOT NULL,
    "status" "cancelled_order_status" NOT NULL DEFAULT 'WAITING',
    "refund_id" UUID,
    "failure" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cancelled_orders_pkey" PRIMARY KEY ("event_id","order_id")
);
ALTER TABLE "cancelled_orders" ADD CONSTRAINT "cancelled_orders_order" FOREIGN KEY ("event_id", "order_id")
  REFERENCES "orders"("event_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "cancelled_orders" ADD CONSTRAINT "cancelled_orders_failure" CHECK ((status = 'FAILED') = (failure IS NOT NULL));
CREATE INDEX "cancelled_orders_event_id_status_order_id_idx" ON "cancelled_orders"("event_id", "status", "order_id");
CREATE INDEX "cancelled_orders_due" ON "cancelled_orders"("event_id", "due_at") WHERE status IN ('WAITING', 'SENDING');
-- A mail may bring a calendar file.
ALTER TABLE "notifications" ADD COLUMN "calendar" TEXT;
