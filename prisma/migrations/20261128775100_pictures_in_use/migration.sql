-- Pictures of venues, smaller sizes of pictures for pages, and what refers to a picture, so that those that nothing refers to are swept.
-- The lists of references are generated: no way of writing a plan can forget them.
CREATE FUNCTION picture_hashes(document text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT found[1]), '{}') FROM regexp_matches(document, '"picture": ?"([0-9a-f]{64})"', 'g') AS found
$$;

ALTER TABLE venues ADD COLUMN pictures jsonb NOT NULL DEFAULT '[]';
ALTER TABLE venues ADD COLUMN picture_hashes text[] GENERATED ALWAYS AS (picture_hashes(pictures::text)) STORED;
ALTER TABLE layouts ADD COLUMN picture_hashes text[] GENERATED ALWAYS AS (picture_hashes(geometry)) STORED;
ALTER TABLE hall_versions ADD COLUMN picture_hashes text[] GENERATED ALWAYS AS (picture_hashes(plan)) STORED;
ALTER TABLE hall_drafts ADD COLUMN picture_hashes text[] GENERATED ALWAYS AS (picture_hashes(plan)) STORED;
CREATE INDEX venues_picture_hashes_idx ON venues USING gin (picture_hashes);
CREATE INDEX layouts_picture_hashes_idx ON layouts USING gin (picture_hashes);
CREATE INDEX hall_versions_picture_hashes_idx ON hall_versions USING gin (picture_hashes);
CREATE INDEX hall_drafts_picture_hashes_idx ON hall_drafts USING gin (picture_hashes);

ALTER TABLE pictures ADD COLUMN uploaded_at timestamptz(3) NOT NULL DEFAULT now();
CREATE INDEX pictures_uploaded_at_idx ON pictures (uploaded_at);
CREATE TABLE picture_sizes (
  picture_hash text NOT NULL REFERENCES pictures (hash) ON UPDATE NO ACTION ON DELETE CASCADE,
  width integer NOT NULL CHECK (width > 0),
  bytes bytea NOT NULL,
  PRIMARY KEY (picture_hash, width)
);
