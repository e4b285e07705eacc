-- Buyers of an event whose requests looked like a program's, for its organizer to look at.
CREATE TABLE "risk_reviews" (
    "event_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "person_key" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'OPEN',
    "score" SMALLINT NOT NULL,
    "reasons" TEXT[] NOT NULL,
    "times" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "risk_reviews_pkey" PRIMARY KEY ("event_id","id"),
    CONSTRAINT "risk_reviews_state_is_known" CHECK ("state" IN ('OPEN', 'APPROVED', 'REFUSED')),
    CONSTRAINT "risk_reviews_score_is_within" CHECK ("score" BETWEEN 0 AND 100),
    CONSTRAINT "risk_reviews_are_open_or_decided" CHECK (("state" = 'OPEN') = ("decided_at" IS NULL) AND ("state" = 'OPEN') = ("decided_by" IS NULL)),
    -- The organizer can always say why a person is refused.
    CONSTRAINT "risk_reviews_refused_with_reason" CHECK ("state" <> 'REFUSED' OR "note" <> '')
);
CREATE UNIQUE INDEX "risk_reviews_event_id_person_key_key" ON "risk_reviews"("event_id", "person_key");
CREATE INDEX "risk_reviews_event_id_state_seen_at_idx" ON "risk_reviews"("event_id", "state", "seen_at");
