-- Holds write their key together with its answer: the room that was left for answers to come stayed empty in half of every page.
ALTER TABLE "idempotency_keys" RESET (fillfactor);
