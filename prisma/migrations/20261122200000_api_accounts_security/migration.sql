-- Sessions that can be listed, ended and timed out; second factors; tokens of API clients; people of an organization;
-- webhooks to organizations; answers kept for idempotency keys; who did what from where.

ALTER TABLE "users" ADD COLUMN "erased_at" TIMESTAMPTZ(3);

-- Cookies opened before this carry tokens that were stored as they are; from now on only a hash is kept.
DELETE FROM "sessions";
ALTER TABLE "sessions"
  ADD COLUMN "ends_at" TIMESTAMPTZ(3) NOT NULL DEFAULT (now() + interval '30 days'),
  ADD COLUMN "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN "proven_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN "two_factor_at" TIMESTAMPTZ(3),
  ADD COLUMN "user_agent" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "address" TEXT NOT NULL DEFAULT '';

CREATE TABLE "sign_in_failures" (
    "subject" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 1,
    "locks" INTEGER NOT NULL DEFAULT 0,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_failures_pkey" PRIMARY KEY ("subject")
);

CREATE TABLE "two_factors" (
    "user_id" UUID NOT NULL,
    "sealed_secret" TEXT NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_step" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "two_factors_pkey" PRIMARY KEY ("user_id"),
    CONSTRAINT "two_factors_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "recovery_codes" (
    "user_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("user_id", "code_hash"),
    CONSTRAINT "recovery_codes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "passkeys" (
    "id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL DEFAULT 0,
    "transports" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkeys_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "passkeys_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "passkeys_user_id_idx" ON "passkeys"("user_id");

CREATE TABLE "signing_keys" (
    "kid" TEXT NOT NULL,
    "public_jwk" JSONB NOT NULL,
    "sealed_private" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "signing_keys_pkey" PRIMARY KEY ("kid")
);

CREATE TABLE "token_families" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "is_two_factor" BOOLEAN NOT NULL DEFAULT false,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "token_families_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "token_families_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "token_families_user_id_idx" ON "token_families"("user_id");

CREATE TABLE "refresh_tokens" (
    "token_hash" TEXT NOT NULL,
    "family_id" UUID NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "refresh_tokens_pkey" PRIMARY KEY ("token_hash"),
    CONSTRAINT "refresh_tokens_family_id_fkey" FOREIGN KEY ("family_id") REFERENCES "token_families"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "refresh_tokens_family_id_idx" ON "refresh_tokens"("family_id");

CREATE TABLE "invitations" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "organization_id" UUID NOT NULL,
    "email" CITEXT NOT NULL,
    "role" "membership_role" NOT NULL,
    "token_hash" TEXT NOT NULL,
    "invited_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "invitations_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");
CREATE INDEX "invitations_organization_id_created_at_idx" ON "invitations"("organization_id", "created_at");
-- One open invitation of an address to an organization.
CREATE UNIQUE INDEX "invitations_one_open" ON "invitations"("organization_id", "email") WHERE "accepted_at" IS NULL AND "revoked_at" IS NULL;

CREATE TABLE "access_tokens" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_tokens_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "access_tokens_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "access_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "access_tokens_token_hash_key" ON "access_tokens"("token_hash");
CREATE INDEX "access_tokens_organization_id_created_at_idx" ON "access_tokens"("organization_id", "created_at");
CREATE INDEX "access_tokens_user_id_idx" ON "access_tokens"("user_id");

CREATE TABLE "webhook_endpoints" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "organization_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "events" TEXT[],
    "sealed_secret" TEXT NOT NULL,
    "previous_sealed_secret" TEXT,
    "previous_secret_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(3),
    "disabled_reason" TEXT,

    CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "webhook_endpoints_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "webhook_endpoints_organization_id_idx" ON "webhook_endpoints"("organization_id");

CREATE TABLE "webhook_deliveries" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "endpoint_id" UUID NOT NULL,
    "message_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "status" INTEGER,
    "failure" TEXT,
    "duration_ms" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "replayed_at" TIMESTAMPTZ(3),
    "attempted_at" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "abandoned_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "webhook_deliveries_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "webhook_endpoints"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "webhook_deliveries_endpoint_id_message_id_key" ON "webhook_deliveries"("endpoint_id", "message_id");
CREATE INDEX "webhook_deliveries_endpoint_id_created_at_idx" ON "webhook_deliveries"("endpoint_id", "created_at");

ALTER TABLE "events" ADD COLUMN "limits" JSONB NOT NULL DEFAULT '{}', ADD COLUMN "creation_key" TEXT;
-- One event for each request of an organization that wanted one made.
CREATE UNIQUE INDEX "events_organization_id_creation_key_key" ON "events"("organization_id", "creation_key");
ALTER TABLE "refunds" ADD COLUMN "ticket_ids" UUID[] DEFAULT ARRAY[]::UUID[], ADD COLUMN "requested_by" TEXT,
  ADD COLUMN "attempt" SMALLINT NOT NULL DEFAULT 1, ADD COLUMN "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
-- An order's refunds, and the reconciler's work list.
CREATE INDEX "refunds_event_id_order_id_idx" ON "refunds"("event_id", "order_id");
CREATE INDEX "refunds_pending" ON "refunds"("asked_at") WHERE "status" = 'PENDING';

-- The answer is written into the row once: a fill factor leaves room for it on the same page (a HOT update).
DROP TABLE "idempotency_keys";
CREATE TABLE "idempotency_keys" (
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "status" INTEGER,
    "answer" TEXT,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("scope", "key")
) WITH (fillfactor = 50);
CREATE INDEX "idempotency_keys_claimed_at_idx" ON "idempotency_keys" USING brin ("claimed_at");

ALTER TABLE "audit_log"
  ADD COLUMN "organization_id" UUID,
  ADD COLUMN "address" TEXT,
  ADD COLUMN "request_id" TEXT;
CREATE INDEX "audit_log_organization_id_at_idx" ON "audit_log"("organization_id", "at");
CREATE INDEX "audit_log_actor_at_idx" ON "audit_log"("actor", "at");

-- What is written once is not emptied either.
CREATE TRIGGER "audit_log_not_emptied" BEFORE TRUNCATE ON "audit_log" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The line: how fast and how many it lets in, where it stands, and where each ticket in it stands.
ALTER TABLE "events" ADD COLUMN "has_waiting_room" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "waiting_rooms"
  ADD COLUMN "seed" TEXT,
  ADD COLUMN "closed_at" TIMESTAMPTZ(3),
  ADD COLUMN "rate_per_minute" INTEGER NOT NULL DEFAULT 120,
  ADD COLUMN "places_max" INTEGER NOT NULL DEFAULT 500,
  ADD COLUMN "lease_seconds" INTEGER NOT NULL DEFAULT 900,
  ADD COLUMN "claim_seconds" INTEGER NOT NULL DEFAULT 120,
  ADD COLUMN "drawn_count" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "last_number" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "serving" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "called_count" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "tokens" DOUBLE PRECISION NOT NULL DEFAULT 0,
  ADD COLUMN "pace_per_second" DOUBLE PRECISION NOT NULL DEFAULT 0,
  ADD COLUMN "stepped_at" TIMESTAMPTZ(3),
  ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "queue_tickets"
  ADD COLUMN "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN "called_at" TIMESTAMPTZ(3),
  ADD COLUMN "redeemed_at" TIMESTAMPTZ(3),
  ADD COLUMN "missed" INTEGER NOT NULL DEFAULT 0;
-- No two people have one number (INV-9).
CREATE UNIQUE INDEX "queue_tickets_event_id_sequence_key" ON "queue_tickets"("event_id", "sequence");
-- Who waits, in the order of the line, and who was called and has not come.
CREATE INDEX "queue_tickets_waiting" ON "queue_tickets"("event_id", "sequence") WHERE "called_at" IS NULL;
CREATE INDEX "queue_tickets_called" ON "queue_tickets"("event_id", "called_at") WHERE "called_at" IS NOT NULL AND "redeemed_at" IS NULL;
CREATE INDEX "queue_leases_event_id_buyer_key_idx" ON "queue_leases"("event_id", "buyer_key");
CREATE INDEX "queue_leases_event_id_expires_at_idx" ON "queue_leases"("event_id", "expires_at");

-- What a guest bought is looked for by mail when its account is proven.
CREATE INDEX "orders_guest_email" ON "orders" ("email") WHERE "buyer_key" LIKE 'guest:%';

-- A ticket its buyer gave up without money back, when they erased their account: void, its seat free, its price kept.
ALTER TABLE "tickets" ADD COLUMN "forfeited_at" TIMESTAMPTZ(3),
  ADD CONSTRAINT "tickets_forfeited_are_void" CHECK ("forfeited_at" IS NULL OR "status" = 'VOID');
