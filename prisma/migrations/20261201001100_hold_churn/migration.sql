-- Who was slowed or asked for a proof because of holding seats again and again (lib/reservations/churn), for the organizer. Kept for a day.
CREATE TABLE "hold_churn" (
    "event_id" INTEGER NOT NULL,
    "person_key" TEXT NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "waits" INTEGER NOT NULL DEFAULT 0,
    "proofs" INTEGER NOT NULL DEFAULT 0,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hold_churn_pkey" PRIMARY KEY ("event_id","person_key","began_at"),
    CONSTRAINT "hold_churn_counts_something" CHECK ("waits" >= 0 AND "proofs" >= 0 AND "waits" + "proofs" > 0)
);
CREATE INDEX "hold_churn_event_id_began_at_idx" ON "hold_churn"("event_id", "began_at");
CREATE INDEX "hold_churn_began_at_idx" ON "hold_churn" USING brin ("began_at");
