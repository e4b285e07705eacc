-- The legal texts of the platform, by kind and language. A published text is never changed, since buyers agreed to it; a draft has no version
-- and no time, and there is at most one of a kind and language.
CREATE TABLE "legal_texts" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "version" INTEGER,
    "markdown" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "valid_from" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "legal_texts_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "legal_texts_kind" CHECK ("kind" IN ('terms', 'privacy', 'imprint')),
    CONSTRAINT "legal_texts_version" CHECK ("version" >= 1 AND ("version" IS NULL) = ("valid_from" IS NULL))
);

CREATE UNIQUE INDEX "legal_texts_kind_locale_version_key" ON "legal_texts" ("kind", "locale", "version");
CREATE UNIQUE INDEX "legal_texts_one_draft" ON "legal_texts" ("kind", "locale") WHERE "version" IS NULL;
