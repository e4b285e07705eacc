-- Taxes that an event adds to the price of a seat of each level, rounded up: every shown price contains them.
ALTER TABLE price_levels ADD COLUMN added_tax_minor bigint NOT NULL DEFAULT 0 CHECK (added_tax_minor >= 0);
