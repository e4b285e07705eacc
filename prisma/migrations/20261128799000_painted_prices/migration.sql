-- How often levels were painted over the seats of an event. A change names the revision that it was made on, and open maps compare it.
ALTER TABLE events ADD COLUMN price_painting_revision integer NOT NULL DEFAULT 0;
