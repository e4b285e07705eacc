-- The bytes of pictures lie in a store of files (a disk or a bucket). Rows from before keep theirs until a job has moved them.
ALTER TABLE pictures ALTER COLUMN bytes DROP NOT NULL;
CREATE INDEX pictures_unmoved_idx ON pictures (hash) WHERE bytes IS NOT NULL;

-- Files to be deleted when they are due: of pictures that were swept, and of uploads that never ended. An upload is written here before its
-- first file, so that no file is in the store that no row knows.
CREATE TABLE picture_garbage (
  hash text PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
  due_at timestamptz(3) NOT NULL
);
CREATE INDEX picture_garbage_due_at_idx ON picture_garbage (due_at);

-- Which store this database's pictures are in: a process with another disk or bucket would show half of them.
CREATE TABLE picture_store_mark (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  id uuid NOT NULL,
  is_placed boolean NOT NULL DEFAULT false
);
