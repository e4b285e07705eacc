-- Until now a currency's digits came from the runtime. Node 24, which the product starts with, counts these without digits
-- where ISO 4217 has two, and three for the Iraqi dinar: an amount of 1,500 forints was stored as 1,500 and is 150,000 from now on.
-- Amounts in all other currencies stay. Take such events off sale while the servers are replaced: one that still counts the old
-- way would read a hundred times too much.
DO $$
DECLARE
  of_old text;
  gained bigint;
BEGIN
  FOREACH of_old IN ARRAY string_to_array('AFN ALL COP HUF IDR IQD IRR KPW LAK LBP MGA MMK PKR SLL SOS SYP YER', ' ') LOOP
    CONTINUE WHEN NOT EXISTS (SELECT FROM events WHERE currency = of_old);
    gained := CASE of_old WHEN 'IQD' THEN 1000 ELSE 100 END;
    UPDATE price_levels t SET price_minor = t.price_minor * gained, fee_minor = t.fee_minor * gained
      FROM events e WHERE e.id = t.event_id AND e.currency = of_old;
    UPDATE promo_codes t SET value = t.value * gained
      FROM events e WHERE e.id = t.event_id AND e.currency = of_old AND t.kind = 'AMOUNT';
    UPDATE event_sales t SET taken_minor = t.taken_minor * gained
      FROM events e WHERE e.id = t.event_id AND e.currency = of_old;
    UPDATE orders t SET total_minor = t.total_minor * gained, discount_minor = t.discount_minor * gained
      FROM events e WHERE e.id = t.event_id AND e.currency = of_old;
    UPDATE order_items t SET unit_minor = t.unit_minor * gained
      FROM events e WHERE e.id = t.event_id AND e.currency = of_old;
    UPDATE payments t SET amount_minor = t.amount_minor * gained, refunded_minor = t.refunded_minor * gained, lost_minor = t.lost_minor * gained
      FROM events e WHERE e.id = t.event_id AND e.currency = of_old;
    UPDATE refunds t SET amount_minor = t.amount_minor * gained
      FROM events e WHERE e.id = t.event_id AND e.currency = of_old;
    UPDATE disputes t SET amount_minor = t.amount_minor * gained
      FROM events e WHERE e.id = t.event_id AND e.currency = of_old;
    UPDATE tickets t SET unit_minor = t.unit_minor * gained
      FROM events e WHERE e.id = t.event_id AND e.currency = of_old;
    -- An event's currency changes only while nothing is sold, so a lapsed hold alone may be in another one.
    UPDATE reservations t SET total_minor = t.total_minor * gained, first_total_minor = t.first_total_minor * gained,
        unit_minor = ARRAY(SELECT u * gained FROM unnest(t.unit_minor) WITH ORDINALITY AS x(u, place) ORDER BY place),
        first_unit_minor = ARRAY(SELECT u * gained FROM unnest(t.first_unit_minor) WITH ORDINALITY AS x(u, place) ORDER BY place)
      FROM events e WHERE e.id = t.event_id AND e.currency = of_old AND t.currency = of_old;
  END LOOP;
END
$$;
