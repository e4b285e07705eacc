-- What the platform takes of a sale, by currency: of every organization, or of one of them. Terms are never changed, since sales were made
-- under them; new ones hold from their own time on.
CREATE TABLE "platform_fees" (
    "id" UUID NOT NULL,
    "organization_id" UUID,
    "currency" TEXT NOT NULL,
    "basis_points" INTEGER NOT NULL,
    "fixed_minor" BIGINT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "platform_fees_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "platform_fees_once" UNIQUE NULLS NOT DISTINCT ("organization_id", "currency", "valid_from"),
    CONSTRAINT "platform_fees_share" CHECK ("basis_points" BETWEEN 0 AND 5000),
    CONSTRAINT "platform_fees_fixed" CHECK ("fixed_minor" >= 0),
    CONSTRAINT "platform_fees_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE NO ACTION
);
