-- The report of a changed event finds the mails about it by the beginning of their keys, in every collation.
CREATE INDEX notifications_changed_idx ON notifications (dedupe_key text_pattern_ops) WHERE template = 'event-changed';
