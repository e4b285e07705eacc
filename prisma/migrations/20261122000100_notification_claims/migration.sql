-- A worker that is sending a message holds it until then, so that two of them do not both hand it to the mail server;
-- one that died is succeeded when its time is up (INV-11).
ALTER TABLE "notifications" ADD COLUMN "claimed_until" TIMESTAMPTZ(3);
