-- Files of known networks and domains as they were read last, so that all processes judge by the same ones.
CREATE TABLE "reputation_lists" (
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "content" TEXT NOT NULL DEFAULT '',
    "entries" INTEGER NOT NULL DEFAULT 0,
    "read_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "refusal" TEXT,
    "refused_line" INTEGER,
    "refused_at" TIMESTAMPTZ(3),

    CONSTRAINT "reputation_lists_pkey" PRIMARY KEY ("name"),
    CONSTRAINT "reputation_lists_refusal_is_whole" CHECK (("refusal" IS NULL) = ("refused_at" IS NULL)),
    -- What was never read has no entries, and a list that was read has some.
    CONSTRAINT "reputation_lists_is_read_or_empty" CHECK (("read_at" IS NULL) = ("entries" = 0))
);
