-- The shipped categories stand in every installation: no event can be made without one, and only the demo wrote them.
INSERT INTO "categories" ("slug", "position")
SELECT c.slug, c.place
FROM unnest(ARRAY['concert', 'opera', 'theatre', 'comedy', 'sport', 'festival', 'family']) WITH ORDINALITY AS c(slug, place)
ON CONFLICT ("slug") DO NOTHING;
