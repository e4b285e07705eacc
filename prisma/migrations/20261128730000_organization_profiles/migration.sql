-- One state for each organization: made by its own people and waiting, selling, stopped, or refused. What exists sells.
CREATE TYPE organization_status AS ENUM ('PENDING', 'ACTIVE', 'SUSPENDED', 'REFUSED');

-- Who sells: the imprint that buyers read, and the organization's colours, each readable on the paper of its theme.
ALTER TABLE organizations
  ADD COLUMN status organization_status NOT NULL DEFAULT 'ACTIVE',
  ADD COLUMN refusal_reason text,
  ADD COLUMN legal_name text NOT NULL DEFAULT '',
  ADD COLUMN address text NOT NULL DEFAULT '',
  ADD COLUMN postcode text NOT NULL DEFAULT '',
  ADD COLUMN city text NOT NULL DEFAULT '',
  ADD COLUMN country text NOT NULL DEFAULT '',
  ADD COLUMN currency text NOT NULL DEFAULT '',
  ADD COLUMN vat_id text NOT NULL DEFAULT '',
  ADD COLUMN tax_number text NOT NULL DEFAULT '',
  ADD COLUMN contact_email text NOT NULL DEFAULT '',
  ADD COLUMN color_light text,
  ADD COLUMN color_dark text,
  ADD COLUMN revision integer NOT NULL DEFAULT 1,
  ADD COLUMN field_revisions jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN checklist_hidden_at timestamptz(3),
  ADD COLUMN updated_at timestamptz(3) NOT NULL DEFAULT now(),
  ADD COLUMN updated_by uuid,
  ADD CONSTRAINT organizations_revision CHECK (revision > 0),
  ADD CONSTRAINT organizations_colors CHECK (color_light ~ '^#[0-9a-f]{6}$' AND color_dark ~ '^#[0-9a-f]{6}$');

UPDATE organizations SET status = 'SUSPENDED' WHERE suspended_at IS NOT NULL;

ALTER TABLE organizations
  ADD CONSTRAINT organizations_suspended_with_status CHECK ((status = 'SUSPENDED') = (suspended_at IS NOT NULL)),
  ADD CONSTRAINT organizations_refused_with_reason CHECK ((status = 'REFUSED') = (refusal_reason IS NOT NULL));

CREATE INDEX organizations_waiting_idx ON organizations (created_at) WHERE status = 'PENDING';
