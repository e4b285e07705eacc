-- The copy of an event has no seats until it goes on sale. Its allocations keep which of them they get then, as long as it still takes
-- place in the hall that they were chosen in.
ALTER TABLE allocations
  ADD COLUMN planned_seat_ids int[] NOT NULL DEFAULT '{}',
  ADD COLUMN planned_layout text;
