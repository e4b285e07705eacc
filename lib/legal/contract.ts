import { z } from "zod";
import { pageFields, paragraphs, positiveIntText } from "#lib/platform/input";

/** The platform's legal texts, as administrators write them and everyone reads them. Browser-safe. */

export const LEGAL_KINDS = ["terms", "privacy", "imprint"] as const;
export type LegalKind = (typeof LEGAL_KINDS)[number];

/** The languages in which each text is kept: those of the pages. */
export const LEGAL_LOCALES = ["en", "es"] as const;
export type LegalLocale = (typeof LEGAL_LOCALES)[number];

export type LegalKey = { readonly kind: LegalKind; readonly locale: LegalLocale };

export const MARKDOWN_MAX = 60_000;

const kind = z.enum(LEGAL_KINDS);
const locale = z.enum(LEGAL_LOCALES);
const at = z.iso.datetime();
const version = z.int().min(0).describe("Counted from 1; 0 is the text that comes with the product.");
const versionText = z
  .string()
  .regex(/^(0|[1-9]\d{0,8})$/, "must be a version's number")
  .transform(Number);

/** The terms of sale of an order: their version and the language in which the buyer read them. */
export const termsWire = z.object({ version, locale });
export type Terms = z.infer<typeof termsWire>;

/** What a link to one version of the terms asks for. */
export const termsQuery = z.object({ version: versionText, locale });

/** The page that shows exactly this version, in the language in which it was agreed to. */
export function termsPath({ version: number, locale: language }: Terms): string {
  return `/terms?version=${number}&locale=${language}`;
}

export const legalParams = z.object({ kind, locale });
export const publicLegalParams = z.object({ kind });
export const publicLegalQuery = z.object({
  locale: locale.default("en"),
  version: versionText
    .optional()
    .describe("One that was published; without it the one in force. 0 is the text of the product."),
});
export const legalVersionParams = legalParams.extend({ version: positiveIntText });
export const legalVersionsQuery = z.object(pageFields);
export type LegalVersionsQuery = z.output<typeof legalVersionsQuery>;

const revision = z.int().min(0).describe("Of the draft that was read; 0 where there was none.");

export const legalDraftBody = z.object({
  markdown: paragraphs(MARKDOWN_MAX)
    .pipe(z.string().min(1, "must not be empty"))
    .describe("CommonMark without HTML: tags are shown as they are written."),
  revision,
});
export const legalPublishBody = z.object({ revision: revision.min(1) });

export const publicLegalAnswer = z
  .object({ kind, locale, version, valid_from: at.nullable(), markdown: z.string() })
  .meta({ id: "LegalText" });

const draftWire = z.object({ revision: z.int(), updated_at: at });

export const legalStateWire = z.object({
  kind,
  locale,
  version,
  valid_from: at.nullable(),
  draft: draftWire.nullable(),
});
export type LegalStateWire = z.infer<typeof legalStateWire>;

export const legalStatesAnswer = z.object({ data: z.array(legalStateWire) });

export const editedLegalAnswer = legalStateWire.extend({
  markdown: z.string().nullable().describe("The published text in force; null before the first."),
  draft: draftWire.extend({ markdown: z.string() }).nullable(),
});

const versionLine = z.object({ version: z.int(), valid_from: at });
export type LegalVersionLine = z.infer<typeof versionLine>;

export const legalVersionsAnswer = z.object({
  data: z.array(versionLine),
  meta: z.object({ total: z.int(), page: z.int(), limit: z.int() }),
});

export const legalVersionAnswer = versionLine.extend({
  markdown: z.string(),
  difference: z
    .array(z.object({ change: z.enum(["same", "added", "removed"]), line: z.string() }))
    .describe("From the version before, line by line."),
});
export type LegalVersion = z.infer<typeof legalVersionAnswer>;
