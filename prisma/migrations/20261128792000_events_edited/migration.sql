-- Several people edit one event: `edit_revision` counts its changes, and `field_revisions` says in which of them each field changed
-- last (lib/platform/field-revisions.ts). `revision` is another number: what calendars follow.
ALTER TABLE events
  ADD COLUMN edit_revision int NOT NULL DEFAULT 1,
  ADD COLUMN field_revisions jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN updated_by uuid;
