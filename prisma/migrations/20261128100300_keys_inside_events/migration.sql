-- Rows of an event refer to rows of the same event. No key ever changes, so no update cascades; a distributed database forbids
-- that it could (decision 019).
ALTER TABLE "price_levels" DROP CONSTRAINT "price_levels_event_id_fkey",
  ADD CONSTRAINT "price_levels_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "seats" DROP CONSTRAINT "seats_event_id_price_level_id_fkey",
  ADD CONSTRAINT "seats_event_id_price_level_id_fkey" FOREIGN KEY ("event_id", "price_level_id") REFERENCES "price_levels"("event_id", "id")
    ON DELETE RESTRICT ON UPDATE NO ACTION;

ALTER TABLE "orders" ADD CONSTRAINT "orders_event_id_reservation_id_fkey" FOREIGN KEY ("event_id", "reservation_id")
  REFERENCES "reservations"("event_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "order_items" ADD CONSTRAINT "order_items_event_id_order_id_fkey" FOREIGN KEY ("event_id", "order_id")
  REFERENCES "orders"("event_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "payments" ADD CONSTRAINT "payments_event_id_order_id_fkey" FOREIGN KEY ("event_id", "order_id")
  REFERENCES "orders"("event_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_event_id_order_id_fkey" FOREIGN KEY ("event_id", "order_id")
  REFERENCES "orders"("event_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_event_id_payment_id_fkey" FOREIGN KEY ("event_id", "payment_id")
  REFERENCES "payments"("event_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_event_id_order_id_fkey" FOREIGN KEY ("event_id", "order_id")
  REFERENCES "orders"("event_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_event_id_ticket_id_fkey" FOREIGN KEY ("event_id", "ticket_id")
  REFERENCES "tickets"("event_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "queue_leases" ADD CONSTRAINT "queue_leases_event_id_ticket_id_fkey" FOREIGN KEY ("event_id", "ticket_id")
  REFERENCES "queue_tickets"("event_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
