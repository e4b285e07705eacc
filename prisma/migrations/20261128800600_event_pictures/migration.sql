-- Pictures of events in their order, each with what it shows by language and its focal point. They have a revision of their own, so that
-- who uploads pictures and who writes the description do not refuse each other.
ALTER TABLE events ADD COLUMN pictures jsonb NOT NULL DEFAULT '[]';
ALTER TABLE events ADD COLUMN pictures_revision integer NOT NULL DEFAULT 1;
ALTER TABLE events ADD COLUMN picture_hashes text[] GENERATED ALWAYS AS (picture_hashes(pictures::text)) STORED;
CREATE INDEX events_picture_hashes_idx ON events USING gin (picture_hashes);
