-- What was mailed says what it is for in a column of its own, where a word before the address said it.
CREATE TYPE "verification_purpose" AS ENUM ('SIGN_IN', 'EMAIL_CHANGE', 'PASSWORD_RESET');
ALTER TABLE "verification_tokens"
  ADD COLUMN "purpose" "verification_purpose" NOT NULL DEFAULT 'SIGN_IN',
  ADD COLUMN "user_id" UUID;

-- Passkey challenges that were answered.
CREATE TABLE "used_challenges" (
    "challenge" TEXT NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "used_challenges_pkey" PRIMARY KEY ("challenge")
);
INSERT INTO "used_challenges" ("challenge", "expires")
  SELECT substr("token", length('passkey-challenge ') + 1), "expires" FROM "verification_tokens" WHERE "identifier" = 'passkey-challenge';
-- A code to change an address lives ten minutes; one that is in flight now is asked for again.
DELETE FROM "verification_tokens" WHERE "identifier" = 'passkey-challenge' OR starts_with("identifier"::text, 'change:');
UPDATE "verification_tokens" SET "purpose" = 'PASSWORD_RESET', "identifier" = substr("identifier"::text, length('reset:') + 1)::citext
  WHERE starts_with("identifier"::text, 'reset:');

-- Nothing ever wrote or read these.
DROP TABLE "price_rules";
ALTER TABLE "leader_leases" DROP COLUMN "fence";
