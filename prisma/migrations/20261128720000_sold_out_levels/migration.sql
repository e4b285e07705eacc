-- The price levels of each event whose seats are all sold, kept from facts (lib/catalog/sold-out-levels.ts): the search filters and
-- sorts by the prices that can still be paid without counting seats.
CREATE TABLE "sold_out_levels" (
  "event_id" INTEGER NOT NULL,
  "level_ids" SMALLINT[] NOT NULL DEFAULT '{}',
  CONSTRAINT "sold_out_levels_pkey" PRIMARY KEY ("event_id"),
  CONSTRAINT "sold_out_levels_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);

INSERT INTO "sold_out_levels" ("event_id", "level_ids")
SELECT p.event_id, array_agg(p.id ORDER BY p.id) FROM "price_levels" p JOIN "events" e ON e.id = p.event_id
WHERE e.status <> 'DRAFT' AND e.ends_at > now() AND (
  SELECT 1 FROM "seats" s WHERE s.event_id = p.event_id AND s.price_level_id = p.id AND s.status IN ('AVAILABLE', 'HELD') LIMIT 1
) IS NULL
GROUP BY p.event_id;
