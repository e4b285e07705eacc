import { type Refused, refuse } from "#lib/platform/http/refusals";
import {
  LEGAL_KINDS,
  LEGAL_LOCALES,
  type LegalKey,
  type LegalStateWire,
  type LegalVersion,
  type LegalVersionsQuery,
} from "./contract.ts";
import {
  type DraftText,
  findDraft,
  findInForce,
  findVersion,
  listVersions,
  type PublishedText,
} from "./legal-store.ts";
import { lineDifference } from "./line-difference.ts";

const LIMIT = 20;

/** Every legal text in every language: which version is in force, and whether there is a draft. For administrators. */
export async function listLegalTexts(): Promise<LegalStateWire[]> {
  const keys = LEGAL_KINDS.flatMap((kind) => LEGAL_LOCALES.map((locale) => ({ kind, locale })));
  return Promise.all(
    keys.map(async (key) => {
      const [inForce, draft] = await Promise.all([findInForce(key), findDraft(key)]);
      return stateOf(key, inForce, draft);
    }),
  );
}

/** One text with its draft, to go on writing it. For administrators. */
export async function readEditedText(key: LegalKey) {
  const [inForce, draft] = await Promise.all([findInForce(key), findDraft(key)]);
  const state = stateOf(key, inForce, draft);
  return {
    ...state,
    markdown: inForce?.markdown ?? null,
    draft: state.draft && draft ? { ...state.draft, markdown: draft.markdown } : null,
  };
}

function stateOf(key: LegalKey, inForce: PublishedText | undefined, draft: DraftText | undefined): LegalStateWire {
  return {
    ...key,
    version: inForce?.version ?? 0,
    valid_from: inForce?.validFrom.toISOString() ?? null,
    draft: draft ? { revision: draft.revision, updated_at: draft.updatedAt.toISOString() } : null,
  };
}

/** What was published of a text, the newest first. */
export async function listLegalVersions(key: LegalKey, { page = 1, limit = LIMIT }: LegalVersionsQuery) {
  const { rows, total } = await listVersions(key, { offset: (page - 1) * limit, limit });
  const data = rows.map(({ version, validFrom }) => ({ version, valid_from: validFrom.toISOString() }));
  return { data, meta: { total, page, limit } };
}

/** A published version with its difference from the one before; `not_found` for one that there is not. */
export async function readLegalVersion(
  key: LegalKey,
  version: number,
): Promise<{ ok: true; text: LegalVersion } | Refused<"not_found">> {
  const [text, before] = await Promise.all([findVersion(key, version), findVersion(key, version - 1)]);
  if (!text) return refuse("not_found");
  const { markdown, validFrom } = text;
  const difference = lineDifference(before?.markdown ?? "", markdown);
  return { ok: true, text: { version, valid_from: validFrom.toISOString(), markdown, difference } };
}
