import type { useTranslations } from "next-intl";
import type { DraftWire } from "#lib/seating/drafts/draft-contract";
import type { HallPlan } from "#lib/seating/plan/plan";
import { type ApiRefusal, call } from "../api/call.ts";
import { uploadPicture } from "../pictures/upload-picture.ts";
import type { ChangeKind, DifferenceLine, DraftHead, DraftPort, Published, Saved } from "./draft-port.ts";
import { troubleOf } from "./tracing/picture-trouble.ts";

export type DraftOnPage = DraftWire;

type Words = { readonly t: ReturnType<typeof useTranslations<"designer">> };

/** Long enough for the largest plan over a slow line; then the draft is kept on the device and sent again. */
const SAVE_TIMEOUT_MS = 20_000;

export function headOf(draft: Omit<DraftWire, "plan">): DraftHead {
  return {
    id: draft.id,
    name: draft.name,
    revision: draft.revision,
    updatedAt: draft.updated_at,
    updatedBy: draft.updated_by,
    hasVersions: draft.hall_id !== null,
    gonePictures: draft.gone_pictures,
  };
}

type Place = { readonly here: string; readonly organizationId: string };

/** How the designer reaches its draft on the server. `here` is the address of the venue's page; pictures belong to the organization. */
export function draftPort(
  { id, venue_id: venueId }: DraftWire,
  { here, organizationId }: Place,
  { t }: Words,
): DraftPort {
  const params = { id };
  return {
    save: async ({ revision, plan }) => {
      const name = plan.name.trim();
      const body = { revision, plan, ...(name === "" ? {} : { name }) };
      const answer = await call("PATCH /api/v1/hall-drafts/{id}", { params, body, timeoutMs: SAVE_TIMEOUT_MS });
      if (answer.ok) return { ok: true, revision: answer.value.revision, updatedAt: answer.value.updated_at };
      return notSaved(answer.refusal, answer.status);
    },
    read: async () => {
      const answer = await call("GET /api/v1/hall-drafts/{id}", { params });
      return answer.ok ? { head: headOf(answer.value), plan: answer.value.plan as HallPlan } : undefined;
    },
    copy: async (name, plan) => {
      const answer = await call("POST /api/v1/venues/{id}/hall-drafts", {
        params: { id: venueId },
        body: { name, plan },
      });
      return answer.ok ? `${here}/halls/${answer.value.id}` : undefined;
    },
    presence: async () => {
      const answer = await call("POST /api/v1/hall-drafts/{id}/presence", { params });
      return answer.ok ? answer.value.data.map(({ user_id, name }) => ({ id: user_id, name: name ?? "" })) : [];
    },
    publish: async ({ revision, versionName }) => {
      const body = { revision, version_name: versionName };
      const answer = await call("POST /api/v1/hall-drafts/{id}/publication", { params, body });
      if (answer.ok) return { ok: true, version: answer.value.version, wasThere: answer.value.already_there };
      return notPublished(answer.refusal, t);
    },
    difference: async () => {
      const answer = await call("GET /api/v1/hall-drafts/{id}/difference", { params, query: {} });
      if (!answer.ok) return undefined;
      const { counts, ...lists } = answer.value;
      return { counts, changes: linesOf(lists) };
    },
    addPicture: async (file, listen) => {
      const answer = await uploadPicture({ organizationId, file }, listen);
      return answer.ok ? { ok: true, picture: answer.value } : { ok: false, trouble: troubleOf(answer.refusal) };
    },
  };
}

type SeatPlace = { key: string; section: string; row: string; number: string };
type Lists = Readonly<Record<ChangeKind, readonly (SeatPlace | { before: SeatPlace; after: SeatPlace })[]>>;

/** The lists of a difference as one: a seat that differs in two ways stands there once. */
function linesOf(lists: Lists): DifferenceLine[] {
  const lines = new Map<string, { kinds: ChangeKind[]; before: string | null; after: string | null }>();
  const name = ({ section, row, number }: SeatPlace) => `${section} ${row} ${number}`;
  for (const [kind, places] of Object.entries(lists) as [ChangeKind, Lists[ChangeKind]][]) {
    for (const place of places) {
      const isChange = "before" in place;
      const { key } = isChange ? place.after : place;
      const before = isChange ? name(place.before) : kind === "removed" ? name(place) : null;
      const after = isChange ? name(place.after) : kind === "added" ? name(place) : null;
      const line = lines.get(`${kind === "removed"}${key}`) ?? {
        kinds: [],
        before,
        after: after === before ? null : after,
      };
      line.kinds.push(kind);
      lines.set(`${kind === "removed"}${key}`, line);
    }
  }
  return [...lines.values()];
}

/** What may be repeated is kept on the device and sent again; the rest is said. */
function notSaved(refusal: ApiRefusal, status: number): Saved {
  if (refusal.code === "draft_changed")
    return { ok: false, why: "changed", by: refusal.changed_by, at: refusal.changed_at };
  if (refusal.code === "network" || status === 429 || status >= 500) return { ok: false, why: "network" };
  return { ok: false, why: "refused", message: refusal.message };
}

function notPublished(refusal: ApiRefusal, t: Words["t"]): Published {
  if (refusal.code === "draft_changed") return { ok: false, message: t("publish.draftChanged"), problems: [] };
  if (refusal.code === "hall_archived") return { ok: false, message: t("publish.hallArchived"), problems: [] };
  if (refusal.code === "plan_has_errors")
    return {
      ok: false,
      message: t("publish.hasErrors"),
      problems: refusal.problems.map(({ kind, values }) => t(`problems.kinds.${kind}`, values)),
    };
  return { ok: false, message: t("publish.failed"), problems: [] };
}
