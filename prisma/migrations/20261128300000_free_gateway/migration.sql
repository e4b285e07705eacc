-- Orders of nothing are paid by the gateway `free`; until now their payments named none.
UPDATE "payments" SET "gateway" = 'free' WHERE "gateway" = 'none';
