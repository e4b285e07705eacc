-- Ending the links in an order's mails raises the version that they are signed for.
ALTER TABLE "orders" ADD COLUMN "link_version" INTEGER NOT NULL DEFAULT 0;
