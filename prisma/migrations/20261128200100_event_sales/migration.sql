-- What was sold of each event, kept from facts: a read model of lib/analytics that is never locked by a sale.
CREATE TABLE "event_sales" (
  "event_id" INTEGER NOT NULL,
  "sold" INTEGER NOT NULL DEFAULT 0,
  "taken_minor" BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "event_sales_pkey" PRIMARY KEY ("event_id")
);

INSERT INTO "event_sales" ("event_id", "sold", "taken_minor")
SELECT e.id, coalesce(t.sold, 0), coalesce(p.taken, 0) FROM "events" e
LEFT JOIN (SELECT event_id, count(*) AS sold FROM "tickets" WHERE status = 'LIVE' GROUP BY event_id) t ON t.event_id = e.id
LEFT JOIN (SELECT event_id, sum(amount_minor - refunded_minor) AS taken FROM "payments"
  WHERE status IN ('CAPTURED', 'REFUNDED', 'DISPUTED') GROUP BY event_id) p ON p.event_id = e.id
WHERE t.sold IS NOT NULL OR p.taken IS NOT NULL;
