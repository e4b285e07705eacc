-- Filters, order and columns of a list of the dashboard, kept under a name. A private view is its maker's alone; a shared one belongs to the
-- organization and outlives its maker. A view without an organization belongs to the platform's administrators.
CREATE TABLE "saved_views" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "organization_id" UUID,
    "user_id" UUID,
    "list" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "is_shared" BOOLEAN NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "saved_views_private_owner" CHECK ("is_shared" OR "user_id" IS NOT NULL),
    CONSTRAINT "saved_views_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "saved_views_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);

CREATE INDEX "saved_views_organization_id_list_idx" ON "saved_views" ("organization_id", "list");
CREATE INDEX "saved_views_user_id_idx" ON "saved_views" ("user_id");
-- A name is told apart without regard to case, and each person, and each organization, has one default of a list.
CREATE UNIQUE INDEX "saved_views_private_name" ON "saved_views" ("organization_id", "list", "user_id", lower("name"))
  NULLS NOT DISTINCT WHERE NOT "is_shared";
CREATE UNIQUE INDEX "saved_views_shared_name" ON "saved_views" ("organization_id", "list", lower("name"))
  NULLS NOT DISTINCT WHERE "is_shared";
CREATE UNIQUE INDEX "saved_views_private_default" ON "saved_views" ("organization_id", "list", "user_id")
  NULLS NOT DISTINCT WHERE "is_default" AND NOT "is_shared";
CREATE UNIQUE INDEX "saved_views_shared_default" ON "saved_views" ("organization_id", "list")
  NULLS NOT DISTINCT WHERE "is_default" AND "is_shared";
