-- People who waited for seats of a cancelled event, or held some, and are known by an account: each hears of it once.
CREATE TABLE "cancelled_waiters" (
    "event_id" INTEGER NOT NULL,
    "user_id" UUID NOT NULL,
    "had_seats" BOOLEAN NOT NULL,
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "cancelled_waiters_pkey" PRIMARY KEY ("event_id","user_id")
);
CREATE INDEX "cancelled_waiters_due" ON "cancelled_waiters"("event_id", "user_id") WHERE told_at IS NULL;
