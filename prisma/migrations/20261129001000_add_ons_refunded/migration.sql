-- Which add-ons went back with a refund (decision 043): how many of each, and the part of their price that went back.
ALTER TABLE "refunds"
  ADD COLUMN "add_on_ids" UUID[] NOT NULL DEFAULT '{}',
  ADD COLUMN "add_on_counts" INTEGER[] NOT NULL DEFAULT '{}',
  ADD COLUMN "add_on_minor" BIGINT[] NOT NULL DEFAULT '{}';

ALTER TABLE "refunds" ADD CONSTRAINT "refunds_add_ons"
  CHECK (cardinality("add_on_ids") = cardinality("add_on_counts") AND cardinality("add_on_ids") = cardinality("add_on_minor"));
