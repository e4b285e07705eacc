-- What links paid orders of an event beyond the person: one card, one family of mail addresses (docs/decisions/066-persons-at-payment.md).
CREATE TABLE "order_groups" (
    "event_id" INTEGER NOT NULL,
    "order_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "group_key" TEXT NOT NULL,

    CONSTRAINT "order_groups_pkey" PRIMARY KEY ("event_id","order_id","kind"),
    CONSTRAINT "order_groups_kind_is_known" CHECK ("kind" IN ('CARD', 'MAIL'))
);
CREATE INDEX "order_groups_event_id_kind_group_key_idx" ON "order_groups"("event_id", "kind", "group_key");
ALTER TABLE "order_groups" ADD CONSTRAINT "order_groups_event_id_order_id_fkey"
    FOREIGN KEY ("event_id", "order_id") REFERENCES "orders"("event_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- The orders for which a buyer is on the organizer's list.
ALTER TABLE "risk_reviews" ADD COLUMN "orders" TEXT[] NOT NULL DEFAULT '{}';
