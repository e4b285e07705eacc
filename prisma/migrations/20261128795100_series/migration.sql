-- A series: the same event on several dates (decision 053). Its dates that are still to be made are rows without an event; a row and its event
-- are made once for each moment.
CREATE TABLE event_series (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE ON UPDATE NO ACTION,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX event_series_organization_id_created_at_idx ON event_series (organization_id, created_at);

ALTER TABLE events ADD COLUMN series_id uuid;
CREATE INDEX events_series_id_starts_at_idx ON events (series_id, starts_at) WHERE series_id IS NOT NULL;

CREATE TABLE series_dates (
  series_id uuid NOT NULL REFERENCES event_series (id) ON DELETE CASCADE ON UPDATE NO ACTION,
  starts_at timestamptz(3) NOT NULL,
  source_id int NOT NULL,
  is_published boolean NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamptz(3) NOT NULL DEFAULT now(),
  event_id int,
  failure text,
  PRIMARY KEY (series_id, starts_at)
);
CREATE INDEX series_dates_to_make_idx ON series_dates (asked_at) WHERE event_id IS NULL AND failure IS NULL;
CREATE UNIQUE INDEX series_dates_event_id_idx ON series_dates (event_id) WHERE event_id IS NOT NULL;
