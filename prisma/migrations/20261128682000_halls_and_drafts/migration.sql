-- A venue has several halls. A published version of a hall names a layout; layouts stay addressed by their content, so the same
-- drawing may be a version of halls of several organizations. `plan` is what the designer opens again.
CREATE TABLE halls (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  venue_id integer NOT NULL REFERENCES venues (id) ON UPDATE NO ACTION ON DELETE CASCADE,
  name text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX halls_venue_id_name_key ON halls (venue_id, lower(name));

CREATE TABLE hall_versions (
  hall_id uuid NOT NULL REFERENCES halls (id) ON UPDATE NO ACTION ON DELETE CASCADE,
  version integer NOT NULL,
  name text NOT NULL DEFAULT '',
  layout_hash text NOT NULL REFERENCES layouts (hash) ON UPDATE NO ACTION,
  plan text,
  published_at timestamptz(3) NOT NULL DEFAULT now(),
  published_by uuid,
  PRIMARY KEY (hall_id, version),
  UNIQUE (hall_id, layout_hash)
);

CREATE TABLE hall_drafts (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  venue_id integer NOT NULL REFERENCES venues (id) ON UPDATE NO ACTION ON DELETE CASCADE,
  hall_id uuid REFERENCES halls (id) ON UPDATE NO ACTION ON DELETE SET NULL,
  name text NOT NULL,
  plan text NOT NULL,
  based_on text,
  revision integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_by uuid
);
CREATE INDEX hall_drafts_venue_id_updated_at_idx ON hall_drafts (venue_id, updated_at);

CREATE TABLE hall_draft_editors (
  draft_id uuid NOT NULL REFERENCES hall_drafts (id) ON UPDATE NO ACTION ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users (id) ON UPDATE NO ACTION ON DELETE CASCADE,
  seen_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (draft_id, user_id)
);

-- The layouts of before are the versions of one hall of their venue.
INSERT INTO halls (venue_id, name) SELECT v.id, v.name FROM venues v WHERE EXISTS (SELECT FROM layouts l WHERE l.venue_id = v.id);
INSERT INTO hall_versions (hall_id, version, layout_hash, published_at)
SELECT h.id, l.version, l.hash, l.created_at FROM layouts l JOIN halls h ON h.venue_id = l.venue_id;
