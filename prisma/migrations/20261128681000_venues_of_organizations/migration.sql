-- Venues belong to an organization; null: shared by the platform, as all venues before this migration are.
ALTER TABLE venues
  ADD COLUMN organization_id uuid REFERENCES organizations (id) ON UPDATE NO ACTION ON DELETE RESTRICT,
  ADD COLUMN postcode text NOT NULL DEFAULT '',
  ADD COLUMN latitude double precision,
  ADD COLUMN longitude double precision,
  ADD COLUMN entrances jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN directions jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN accessibility jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN revision integer NOT NULL DEFAULT 1,
  ADD COLUMN field_revisions jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN creation_key text,
  ADD COLUMN archived_at timestamptz(3),
  ADD COLUMN updated_at timestamptz(3) NOT NULL DEFAULT now(),
  ADD COLUMN updated_by uuid,
  ADD CONSTRAINT venues_coordinates CHECK ((latitude IS NULL) = (longitude IS NULL)
    AND latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180),
  ADD CONSTRAINT venues_revision CHECK (revision > 0);

CREATE UNIQUE INDEX venues_creation_key_key ON venues (creation_key);
CREATE INDEX venues_organization_id_name_id_idx ON venues (organization_id, name, id);
