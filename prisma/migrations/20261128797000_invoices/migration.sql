-- Invoices and credit notes, numbered without gaps for each organization (decision 055).
CREATE TYPE "invoice_mode" AS ENUM ('ON_REQUEST', 'EVERY_ORDER');
CREATE TYPE "invoice_kind" AS ENUM ('INVOICE', 'CREDIT_NOTE');

ALTER TABLE "organizations"
  ADD COLUMN "invoice_mode" "invoice_mode" NOT NULL DEFAULT 'ON_REQUEST',
  ADD COLUMN "invoice_prefix" TEXT NOT NULL DEFAULT 'INV',
  ADD COLUMN "reverse_charge" BOOLEAN NOT NULL DEFAULT false,
  ADD CONSTRAINT "organizations_invoice_prefix" CHECK ("invoice_prefix" ~ '^[A-Z0-9]{1,8}$');

-- The last numbers taken in a year. Its lock makes documents of one organization follow each other.
CREATE TABLE "invoice_counters" (
  "organization_id" UUID PRIMARY KEY REFERENCES "organizations" ("id") ON DELETE RESTRICT ON UPDATE NO ACTION,
  "year" SMALLINT NOT NULL DEFAULT 0,
  "invoices" INTEGER NOT NULL DEFAULT 0,
  "credit_notes" INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE "invoices" (
  "id" UUID PRIMARY KEY,
  "organization_id" UUID NOT NULL REFERENCES "organizations" ("id") ON DELETE RESTRICT ON UPDATE NO ACTION,
  "kind" "invoice_kind" NOT NULL,
  "year" SMALLINT NOT NULL,
  "serial" INTEGER NOT NULL CHECK ("serial" > 0),
  "number" TEXT NOT NULL,
  "event_id" INTEGER NOT NULL,
  "order_id" UUID NOT NULL,
  "order_number" TEXT NOT NULL,
  "cause" TEXT NOT NULL,
  "invoice_id" UUID REFERENCES "invoices" ("id") ON DELETE RESTRICT ON UPDATE NO ACTION,
  "issued_at" TIMESTAMPTZ(3) NOT NULL,
  "issued_on" DATE NOT NULL,
  "currency" TEXT NOT NULL,
  "total_minor" BIGINT NOT NULL CHECK ("total_minor" > 0),
  "document" JSONB NOT NULL,
  CONSTRAINT "invoices_credit_notes_name_their_invoice" CHECK (("kind" = 'CREDIT_NOTE') = ("invoice_id" IS NOT NULL))
);
CREATE UNIQUE INDEX "invoices_organization_id_kind_year_serial_key" ON "invoices" ("organization_id", "kind", "year", "serial");
CREATE UNIQUE INDEX "invoices_organization_id_number_key" ON "invoices" ("organization_id", "number");
CREATE UNIQUE INDEX "invoices_event_id_order_id_kind_cause_key" ON "invoices" ("event_id", "order_id", "kind", "cause");
CREATE INDEX "invoices_organization_id_issued_at_id_idx" ON "invoices" ("organization_id", "issued_at", "id");
CREATE INDEX "invoices_organization_id_issued_on_idx" ON "invoices" ("organization_id", "issued_on");
CREATE INDEX "invoices_invoice_id_idx" ON "invoices" ("invoice_id");

-- To whom an order is invoiced, as its buyer asked.
CREATE TABLE "order_billing" (
  "event_id" INTEGER NOT NULL,
  "order_id" UUID NOT NULL,
  "revision" SMALLINT NOT NULL DEFAULT 1,
  "name" TEXT NOT NULL,
  "company" TEXT NOT NULL DEFAULT '',
  "address" TEXT NOT NULL,
  "postcode" TEXT NOT NULL DEFAULT '',
  "city" TEXT NOT NULL,
  "country" TEXT NOT NULL,
  "vat_id" TEXT NOT NULL DEFAULT '',
  "vat_check" JSONB,
  "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  PRIMARY KEY ("event_id", "order_id"),
  CONSTRAINT "order_billing_order_fkey" FOREIGN KEY ("event_id", "order_id") REFERENCES "orders" ("event_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION
);
