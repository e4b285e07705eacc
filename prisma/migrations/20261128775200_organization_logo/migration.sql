-- The logo of an organization: a picture. No foreign key, because organizations are a reference table past one machine and pictures are not;
-- who sets it holds the picture's row, and the sweep asks here.
ALTER TABLE organizations ADD COLUMN logo_hash text CHECK (logo_hash ~ '^[0-9a-f]{64}$');
CREATE INDEX organizations_logo_hash_idx ON organizations (logo_hash) WHERE logo_hash IS NOT NULL;
