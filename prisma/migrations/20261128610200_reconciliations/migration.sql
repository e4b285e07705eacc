-- A day of a gateway's balance movements, compared with the ledger. A day that is compared again replaces what it said.
CREATE TABLE "reconciliations" (
    "gateway" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "movements" INTEGER NOT NULL,
    "differences" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reconciliations_pkey" PRIMARY KEY ("gateway", "day")
);
