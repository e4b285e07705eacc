-- Terms for giving tickets back that were better once: orders from then keep them (lib/catalog/refund-deadline.ts).
ALTER TABLE "events" ADD COLUMN "kept_terms" JSONB NOT NULL DEFAULT '[]';
