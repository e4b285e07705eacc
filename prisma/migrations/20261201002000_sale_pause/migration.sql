-- Since when the sale of an event is paused by its organizer (decision 067): no seats are held, and what is held is honoured.
ALTER TABLE events ADD COLUMN sale_paused_at timestamptz(3);
