-- Who works on jobs, and when each was last seen: the jobs of a worker that is gone are given to others.
CREATE TABLE job_workers (
  worker text NOT NULL,
  seen_at timestamptz(3) NOT NULL,
  CONSTRAINT job_workers_pkey PRIMARY KEY (worker)
);
