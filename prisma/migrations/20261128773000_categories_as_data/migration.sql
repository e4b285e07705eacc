-- Categories are data: what they are called, what else they are called, their drawing, and whether they are still offered.
-- `names` is an object by language. Each word that means a category is a row, so that no two categories look alike.
ALTER TABLE "categories"
  ADD COLUMN "names" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "other_words" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "icon" TEXT NOT NULL DEFAULT 'ticket',
  ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "archived_at" TIMESTAMPTZ(3);

CREATE TABLE "category_words" (
    "word" TEXT NOT NULL,
    "category_slug" TEXT NOT NULL,

    CONSTRAINT "category_words_pkey" PRIMARY KEY ("word")
);
CREATE INDEX "category_words_category_slug_idx" ON "category_words"("category_slug");
ALTER TABLE "category_words" ADD CONSTRAINT "category_words_category_slug_fkey"
  FOREIGN KEY ("category_slug") REFERENCES "categories"("slug") ON DELETE CASCADE ON UPDATE NO ACTION;

UPDATE "categories" c SET "names" = jsonb_build_object('en', s.en, 'es', s.es), "icon" = s.icon, "other_words" = s.others
FROM (VALUES
  ('concert', 'Concerts', 'Conciertos', 'music', ARRAY['Concierto']),
  ('opera', 'Opera', 'Ópera', 'opera', ARRAY['Operas']),
  ('theatre', 'Theatre', 'Teatro', 'masks', ARRAY['Theatres', 'Theater', 'Theaters', 'Teatros']),
  ('comedy', 'Comedy', 'Comedia', 'smile', ARRAY['Comedies', 'Comedias']),
  ('sport', 'Sport', 'Deporte', 'ball', ARRAY['Sports', 'Deportes']),
  ('festival', 'Festivals', 'Festivales', 'tent', ARRAY[]::text[]),
  ('family', 'Family', 'En familia', 'balloon', ARRAY['Families', 'Familia', 'Familias'])
) AS s(slug, en, es, icon, others) WHERE c."slug" = s.slug;

-- A category that someone wrote into the table by hand is called by its slug until an administrator names it.
UPDATE "categories" SET "names" = jsonb_build_object('en', initcap("slug"), 'es', initcap("slug")) WHERE "names" = '{}';

INSERT INTO "category_words" ("word", "category_slug")
SELECT DISTINCT ON (w.word) w.word, w.slug FROM (
  SELECT lower(translate(word, 'ÁÉÍÓÚÑáéíóúñ', 'AEIOUNaeioun')) AS word, c."slug" AS slug, c."position"
  FROM "categories" c, LATERAL (
    SELECT c."slug" AS word UNION SELECT value FROM jsonb_each_text(c."names") UNION SELECT unnest(c."other_words")
  ) AS all_words
) AS w ORDER BY w.word, w."position";

ALTER TABLE "categories" ALTER COLUMN "names" DROP DEFAULT;
ALTER TABLE "categories" ADD CONSTRAINT "categories_named" CHECK (jsonb_typeof("names") = 'object' AND "names" <> '{}');
