-- Pictures that organizers uploaded, re-encoded, by the hash of their bytes: the same for every server, and in every backup.
CREATE TABLE pictures (
  hash text PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
  width integer NOT NULL CHECK (width > 0),
  height integer NOT NULL CHECK (height > 0),
  bytes bytea NOT NULL CHECK (octet_length(bytes) > 0),
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
