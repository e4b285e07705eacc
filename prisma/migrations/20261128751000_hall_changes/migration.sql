-- A hall may change after sales began. Seats keep their ids, so a removed seat keeps its row and its place in the bitmap, and can
-- never be held or sold again.
ALTER TABLE seats ADD COLUMN removed boolean NOT NULL DEFAULT false;
ALTER TABLE seats ADD CONSTRAINT seats_removed CHECK (NOT removed OR status = 'BLOCKED');

-- What each change did: `difference` is what its organizer reads, `renamed` what is printed on tickets, by seat.
CREATE TABLE event_hall_changes (
  event_id integer NOT NULL REFERENCES events (id) ON UPDATE NO ACTION ON DELETE CASCADE,
  id uuid NOT NULL,
  hall_id uuid NOT NULL,
  version integer NOT NULL,
  from_hash text NOT NULL,
  to_hash text NOT NULL,
  difference jsonb NOT NULL,
  renamed jsonb NOT NULL,
  changed_by text NOT NULL,
  changed_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (event_id, id)
);
