-- The link that shows a draft to people without an account (decision 060): one for an event, kept as the hash of what stands in it.
CREATE TABLE event_previews (
  event_id int PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE ON UPDATE NO ACTION,
  token_hash text NOT NULL,
  made_at timestamptz(3) NOT NULL DEFAULT now(),
  ends_at timestamptz(3) NOT NULL,
  CONSTRAINT event_previews_end_after_start CHECK (ends_at > made_at)
);
