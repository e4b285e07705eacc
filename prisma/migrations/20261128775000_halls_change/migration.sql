-- A hall is renamed, archived and brought back; the second of two who do so hears what the first changed (see venues).
ALTER TABLE halls
  ADD COLUMN revision integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  ADD COLUMN field_revisions jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN archived_at timestamptz(3),
  ADD COLUMN updated_at timestamptz(3) NOT NULL DEFAULT now(),
  ADD COLUMN updated_by uuid;
