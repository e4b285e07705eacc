-- Extensions the search and the case-blind mail addresses stand on; all three ship with PostgreSQL's contrib.
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- CreateEnum
CREATE TYPE "platform_role" AS ENUM ('MEMBER', 'ADMIN');

-- CreateEnum
CREATE TYPE "membership_role" AS ENUM ('OWNER', 'MANAGER', 'BOX_OFFICE', 'GATE', 'ANALYST');

-- CreateEnum
CREATE TYPE "event_status" AS ENUM ('DRAFT', 'PUBLISHED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "orphan_rule" AS ENUM ('OFF', 'LENIENT', 'STRICT');

-- CreateEnum
CREATE TYPE "promo_kind" AS ENUM ('PERCENT', 'AMOUNT');

-- CreateEnum
CREATE TYPE "seat_status" AS ENUM ('AVAILABLE', 'HELD', 'BOOKED', 'BLOCKED');

-- CreateEnum
CREATE TYPE "seat_kind" AS ENUM ('STANDARD', 'WHEELCHAIR', 'COMPANION', 'RESTRICTED');

-- CreateEnum
CREATE TYPE "reservation_status" AS ENUM ('HELD', 'PAYING', 'CONFIRMED', 'EXPIRED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "order_status" AS ENUM ('PENDING', 'PAID', 'PARTIALLY_REFUNDED', 'REFUNDED', 'FAILED');

-- CreateEnum
CREATE TYPE "payment_status" AS ENUM ('CREATED', 'REQUIRES_ACTION', 'AUTHORIZED', 'CAPTURED', 'CANCELED', 'FAILED', 'REFUNDED', 'DISPUTED');

-- CreateEnum
CREATE TYPE "refund_status" AS ENUM ('PENDING', 'SUCCEEDED', 'FAILED');

-- CreateEnum
CREATE TYPE "ticket_status" AS ENUM ('LIVE', 'VOID');

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "email" CITEXT NOT NULL,
    "email_verified" TIMESTAMPTZ(3),
    "name" TEXT,
    "image" TEXT,
    "password_hash" TEXT,
    "role" "platform_role" NOT NULL DEFAULT 'MEMBER',
    "locale" TEXT NOT NULL DEFAULT 'en',
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "user_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "provider_account_id" TEXT NOT NULL,
    "refresh_token" TEXT,
    "access_token" TEXT,
    "expires_at" INTEGER,
    "token_type" TEXT,
    "scope" TEXT,
    "id_token" TEXT,
    "session_state" TEXT,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "session_token" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification_tokens" (
    "identifier" CITEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "organizations" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organizations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "membership_role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("organization_id","user_id")
);

-- CreateTable
CREATE TABLE "venues" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "timezone" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "venues_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "layouts" (
    "hash" TEXT NOT NULL,
    "venue_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "seat_count" INTEGER NOT NULL,
    "geometry" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "layouts_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "categories" (
    "slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "categories_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "events" (
    "id" SERIAL NOT NULL,
    "organization_id" UUID NOT NULL,
    "venue_id" INTEGER NOT NULL,
    "layout_hash" TEXT NOT NULL,
    "category_slug" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "subtitle" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',
    "performers" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "status" "event_status" NOT NULL DEFAULT 'DRAFT',
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "doors_at" TIMESTAMPTZ(3) NOT NULL,
    "sales_start_at" TIMESTAMPTZ(3) NOT NULL,
    "sales_end_at" TIMESTAMPTZ(3) NOT NULL,
    "currency" TEXT NOT NULL,
    "hold_seconds" INTEGER NOT NULL DEFAULT 600,
    "seats_per_hold_max" INTEGER NOT NULL DEFAULT 4,
    "seats_per_buyer_max" INTEGER NOT NULL DEFAULT 8,
    "orphan_rule" "orphan_rule" NOT NULL DEFAULT 'LENIENT',
    "refund_until_hours" INTEGER,
    "capacity" INTEGER NOT NULL,
    "poster_seed" INTEGER NOT NULL DEFAULT 1,
    "published_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "price_levels" (
    "event_id" INTEGER NOT NULL,
    "id" SMALLINT NOT NULL,
    "name" TEXT NOT NULL,
    "price_minor" INTEGER NOT NULL,
    "fee_minor" INTEGER NOT NULL DEFAULT 0,
    "layout_categories" INTEGER[],

    CONSTRAINT "price_levels_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "price_rules" (
    "event_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "price_level_id" SMALLINT NOT NULL,
    "kind" TEXT NOT NULL,
    "config" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "price_rules_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "promo_codes" (
    "event_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "code" CITEXT NOT NULL,
    "kind" "promo_kind" NOT NULL,
    "value" INTEGER NOT NULL,
    "uses_max" INTEGER,
    "uses_per_buyer" INTEGER,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "valid_from" TIMESTAMPTZ(3),
    "valid_until" TIMESTAMPTZ(3),

    CONSTRAINT "promo_codes_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "seats" (
    "event_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "status" "seat_status" NOT NULL DEFAULT 'AVAILABLE',
    "version" INTEGER NOT NULL DEFAULT 0,
    "price_level_id" SMALLINT NOT NULL,
    "kind" "seat_kind" NOT NULL DEFAULT 'STANDARD',
    "reservation_id" UUID,
    "held_until" TIMESTAMPTZ(3),

    CONSTRAINT "seats_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "event_buyers" (
    "event_id" INTEGER NOT NULL,
    "buyer_key" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "event_buyers_pkey" PRIMARY KEY ("event_id","buyer_key")
);

-- CreateTable
CREATE TABLE "reservations" (
    "event_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "buyer_key" TEXT NOT NULL,
    "client_reservation_id" UUID NOT NULL,
    "status" "reservation_status" NOT NULL DEFAULT 'HELD',
    "seat_ids" INTEGER[],
    "unit_minor" INTEGER[],
    "total_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "extensions_left" SMALLINT NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reservations_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "orders" (
    "event_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "reservation_id" UUID NOT NULL,
    "buyer_key" TEXT NOT NULL,
    "user_id" UUID,
    "email" CITEXT NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "status" "order_status" NOT NULL DEFAULT 'PENDING',
    "total_minor" INTEGER NOT NULL,
    "discount_minor" INTEGER NOT NULL DEFAULT 0,
    "currency" TEXT NOT NULL,
    "promo_id" UUID,
    "offer_seat_ids" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "offer_until" TIMESTAMPTZ(3),
    "failure_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paid_at" TIMESTAMPTZ(3),

    CONSTRAINT "orders_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "order_items" (
    "event_id" INTEGER NOT NULL,
    "order_id" UUID NOT NULL,
    "seat_id" INTEGER NOT NULL,
    "price_level_id" SMALLINT NOT NULL,
    "unit_minor" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "row" TEXT NOT NULL,
    "number" TEXT NOT NULL,

    CONSTRAINT "order_items_pkey" PRIMARY KEY ("event_id","order_id","seat_id")
);

-- CreateTable
CREATE TABLE "payments" (
    "event_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "gateway" TEXT NOT NULL,
    "gateway_id" TEXT,
    "idempotency_key" TEXT NOT NULL,
    "status" "payment_status" NOT NULL DEFAULT 'CREATED',
    "amount_minor" INTEGER NOT NULL,
    "refunded_minor" INTEGER NOT NULL DEFAULT 0,
    "currency" TEXT NOT NULL,
    "method_id" TEXT,
    "method_label" TEXT,
    "decline_code" TEXT,
    "client_key" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payments_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "refunds" (
    "event_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "amount_minor" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "status" "refund_status" NOT NULL DEFAULT 'PENDING',
    "idempotency_key" TEXT NOT NULL,
    "gateway_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "refunds_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "webhook_inbox" (
    "gateway" TEXT NOT NULL,
    "gateway_event_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_inbox_pkey" PRIMARY KEY ("gateway","gateway_event_id")
);

-- CreateTable
CREATE TABLE "tickets" (
    "event_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "seat_id" INTEGER NOT NULL,
    "issue" INTEGER NOT NULL DEFAULT 1,
    "status" "ticket_status" NOT NULL DEFAULT 'LIVE',
    "price_level_id" SMALLINT NOT NULL,
    "unit_minor" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "row" TEXT NOT NULL,
    "seat_number" TEXT NOT NULL,
    "holder_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tickets_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "check_ins" (
    "event_id" INTEGER NOT NULL,
    "ticket_id" UUID NOT NULL,
    "issue" INTEGER NOT NULL,
    "gate" TEXT NOT NULL,
    "scanned_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "staff_id" UUID NOT NULL,

    CONSTRAINT "check_ins_pkey" PRIMARY KEY ("event_id","ticket_id")
);

-- CreateTable
CREATE TABLE "waiting_rooms" (
    "event_id" INTEGER NOT NULL,
    "seed_hash" TEXT NOT NULL,
    "sealed_seed" TEXT NOT NULL,
    "salt" TEXT,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "drawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "waiting_rooms_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "queue_tickets" (
    "event_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "buyer_key" TEXT NOT NULL,
    "draw_key" BYTEA,
    "sequence" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "queue_tickets_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "queue_leases" (
    "event_id" INTEGER NOT NULL,
    "ticket_id" UUID NOT NULL,
    "buyer_key" TEXT NOT NULL,
    "redeemed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "queue_leases_pkey" PRIMARY KEY ("event_id","ticket_id")
);

-- CreateTable
CREATE TABLE "notifications" (
    "id" UUID NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimed_until" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "status" INTEGER,
    "answer" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("scope","key")
);

-- CreateTable
CREATE TABLE "leader_leases" (
    "name" TEXT NOT NULL,
    "holder" UUID NOT NULL,
    "fence" INTEGER NOT NULL DEFAULT 1,
    "held_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "leader_leases_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "event_id" INTEGER,
    "subject" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "accounts_user_id_idx" ON "accounts"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_provider_provider_account_id_key" ON "accounts"("provider", "provider_account_id");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_session_token_key" ON "sessions"("session_token");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "verification_tokens_token_key" ON "verification_tokens"("token");

-- CreateIndex
CREATE UNIQUE INDEX "verification_tokens_identifier_token_key" ON "verification_tokens"("identifier", "token");

-- CreateIndex
CREATE UNIQUE INDEX "organizations_slug_key" ON "organizations"("slug");

-- CreateIndex
CREATE INDEX "memberships_user_id_idx" ON "memberships"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "venues_slug_key" ON "venues"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "layouts_venue_id_version_key" ON "layouts"("venue_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "events_slug_key" ON "events"("slug");

-- CreateIndex
CREATE INDEX "events_starts_at_idx" ON "events"("starts_at");

-- CreateIndex
CREATE INDEX "events_venue_id_starts_at_idx" ON "events"("venue_id", "starts_at");

-- CreateIndex
CREATE INDEX "events_category_slug_starts_at_idx" ON "events"("category_slug", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "promo_codes_event_id_code_key" ON "promo_codes"("event_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "reservations_event_id_buyer_key_client_reservation_id_key" ON "reservations"("event_id", "buyer_key", "client_reservation_id");

-- CreateIndex
CREATE INDEX "orders_user_id_created_at_idx" ON "orders"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "orders_buyer_key_created_at_idx" ON "orders"("buyer_key", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "orders_event_id_number_key" ON "orders"("event_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "orders_event_id_reservation_id_key" ON "orders"("event_id", "reservation_id");

-- CreateIndex
CREATE UNIQUE INDEX "payments_event_id_order_id_attempt_key" ON "payments"("event_id", "order_id", "attempt");

-- CreateIndex
CREATE UNIQUE INDEX "payments_event_id_gateway_gateway_id_key" ON "payments"("event_id", "gateway", "gateway_id");

-- CreateIndex
CREATE UNIQUE INDEX "refunds_event_id_idempotency_key_key" ON "refunds"("event_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "tickets_event_id_order_id_idx" ON "tickets"("event_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "tickets_event_id_number_key" ON "tickets"("event_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "queue_tickets_event_id_buyer_key_key" ON "queue_tickets"("event_id", "buyer_key");

-- CreateIndex
CREATE UNIQUE INDEX "notifications_dedupe_key_key" ON "notifications"("dedupe_key");

-- CreateIndex
CREATE INDEX "notifications_created_at_idx" ON "notifications"("created_at");

-- CreateIndex
CREATE INDEX "audit_log_event_id_at_idx" ON "audit_log"("event_id", "at");

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "layouts" ADD CONSTRAINT "layouts_venue_id_fkey" FOREIGN KEY ("venue_id") REFERENCES "venues"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_venue_id_fkey" FOREIGN KEY ("venue_id") REFERENCES "venues"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_layout_hash_fkey" FOREIGN KEY ("layout_hash") REFERENCES "layouts"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_category_slug_fkey" FOREIGN KEY ("category_slug") REFERENCES "categories"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price_levels" ADD CONSTRAINT "price_levels_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seats" ADD CONSTRAINT "seats_event_id_price_level_id_fkey" FOREIGN KEY ("event_id", "price_level_id") REFERENCES "price_levels"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── What Prisma's schema cannot say ─────────────────────────────────────────────────────────────────────────────

-- A seat row changes often and never in an indexed column: room on its page keeps every change a HOT update.
ALTER TABLE "seats" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
ALTER TABLE "event_buyers" SET (fillfactor = 70);
ALTER TABLE "reservations" SET (fillfactor = 80);

-- INV-3: a seat is in one state, and the state and its columns agree.
ALTER TABLE "seats" ADD CONSTRAINT "seats_state_agrees" CHECK (
  CASE status
    WHEN 'HELD' THEN reservation_id IS NOT NULL AND held_until IS NOT NULL
    WHEN 'BOOKED' THEN reservation_id IS NOT NULL AND held_until IS NULL
    ELSE reservation_id IS NULL AND held_until IS NULL
  END
);
ALTER TABLE "seats" ADD CONSTRAINT "seats_id_dense" CHECK (id >= 1);

-- INV-1: at most one live ticket for a seat, whatever the code above believes.
CREATE UNIQUE INDEX "tickets_one_live_for_a_seat" ON "tickets" (event_id, seat_id) WHERE status = 'LIVE';

-- A double click, a retry or a second tab cannot open a second attempt while one may still take money.
CREATE UNIQUE INDEX "payments_one_live_attempt" ON "payments" (event_id, order_id)
  WHERE status IN ('CREATED', 'REQUIRES_ACTION', 'AUTHORIZED', 'CAPTURED');
-- The reconciler's work list.
CREATE INDEX "payments_unsettled" ON "payments" (updated_at) WHERE status IN ('CREATED', 'REQUIRES_ACTION', 'AUTHORIZED');
-- The sweeper's work list.
CREATE INDEX "reservations_live" ON "reservations" (expires_at) WHERE status IN ('HELD', 'PAYING');
CREATE INDEX "orders_offers" ON "orders" (offer_until) WHERE offer_until IS NOT NULL;

ALTER TABLE "reservations" ADD CONSTRAINT "reservations_basket" CHECK (
  cardinality(seat_ids) BETWEEN 1 AND 100 AND cardinality(seat_ids) = cardinality(unit_minor) AND total_minor >= 0
);
ALTER TABLE "events" ADD CONSTRAINT "events_times" CHECK (starts_at < ends_at AND doors_at <= starts_at AND sales_start_at < sales_end_at);
ALTER TABLE "events" ADD CONSTRAINT "events_hold_seconds" CHECK (hold_seconds BETWEEN 300 AND 900);
ALTER TABLE "events" ADD CONSTRAINT "events_limits" CHECK (seats_per_hold_max BETWEEN 1 AND 100 AND seats_per_buyer_max >= seats_per_hold_max);
ALTER TABLE "events" ADD CONSTRAINT "events_currency" CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE "price_levels" ADD CONSTRAINT "price_levels_money" CHECK (price_minor >= 0 AND fee_minor BETWEEN 0 AND price_minor);
ALTER TABLE "promo_codes" ADD CONSTRAINT "promo_codes_limits" CHECK (
  uses >= 0 AND (uses_max IS NULL OR uses <= uses_max) AND value > 0 AND (kind <> 'PERCENT' OR value <= 100)
);
ALTER TABLE "orders" ADD CONSTRAINT "orders_money" CHECK (total_minor >= 0 AND discount_minor >= 0);
-- INV-10: nothing is given back that was not taken.
ALTER TABLE "payments" ADD CONSTRAINT "payments_money" CHECK (amount_minor >= 0 AND refunded_minor BETWEEN 0 AND amount_minor);
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_money" CHECK (amount_minor > 0);

-- Search: words with weights, blind to accents and case; trigrams forgive typing. unaccent() is only STABLE, because
-- its dictionary could be replaced; ours is not, so a wrapper may promise IMMUTABLE.
CREATE FUNCTION plain_text(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, value)) $$;
CREATE FUNCTION words_of(value text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  AS $$ SELECT array_to_string(value, ' ') $$;
ALTER TABLE "events" ADD COLUMN "search" tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('simple', plain_text(title)), 'A') ||
  setweight(to_tsvector('simple', plain_text(words_of(performers))), 'A') ||
  setweight(to_tsvector('simple', plain_text(subtitle)), 'B') ||
  setweight(to_tsvector('simple', plain_text(description)), 'D')
) STORED;
CREATE INDEX "events_search" ON "events" USING gin (search);
CREATE INDEX "events_title_trgm" ON "events" USING gin (plain_text(title || ' ' || words_of(performers)) gin_trgm_ops);
CREATE INDEX "venues_name_trgm" ON "venues" USING gin (plain_text(name || ' ' || city) gin_trgm_ops);

-- The audit log is written once. Whoever may change it is not the app.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE TRIGGER "audit_log_append_only" BEFORE UPDATE OR DELETE ON "audit_log" FOR EACH ROW EXECUTE FUNCTION refuse_change();
