-- Why an administrator shut an account out; other administrators read it.
ALTER TABLE "users" ADD COLUMN "disabled_reason" TEXT;

-- Administrators look people up by a part of their name or mail address, without regard to accents and case.
CREATE INDEX "users_words_trgm" ON "users" USING gin (plain_text(coalesce("name", '') || ' ' || "email"::text) gin_trgm_ops);
