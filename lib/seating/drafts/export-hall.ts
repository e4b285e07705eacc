import { findVersion } from "#lib/catalog/halls/hall-store";
import { findOwnVenue } from "#lib/catalog/venues/find-own-venue";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { invariant } from "#lib/platform/invariant";
import { slugOf } from "#lib/platform/slug";
import type { Layout } from "../layout.ts";
import { expandPlan } from "../plan/expand-plan.ts";
import { exportPdf } from "../plan/export-plan/export-pdf.ts";
import { exportPretix } from "../plan/export-plan/export-pretix.ts";
import { exportSeatList } from "../plan/export-plan/export-seat-list.ts";
import { exportSvg } from "../plan/export-plan/export-svg.ts";
import type { HallPlan } from "../plan/plan.ts";
import { refuse } from "../refusals.ts";
import { findLayout } from "../store.ts";
import type { ExportFormat } from "./export-contract.ts";
import { findOwnDraft } from "./find-own-draft.ts";

/** A file to download. */
export type HallFile = { readonly name: string; readonly type: string; readonly content: string | Uint8Array };

/** A draft as a file, as it was last saved. */
export async function exportDraft(
  person: Staff,
  id: string,
  format: ExportFormat,
): Promise<{ ok: true; file: HallFile } | Refused<"not_found" | "forbidden">> {
  const own = await findOwnDraft(person, id, "event.read");
  if (!own.ok) return own;
  const layout = expandPlan(JSON.parse(own.row.plan) as HallPlan);
  return { ok: true, file: await fileOf(layout, { name: own.row.name, format }) };
}

type Asked = { readonly venueId: number; readonly hallId: string; readonly version: number | undefined };

/** A published version of a hall as a file, the newest unless one is named; what is exported imports as the same layout. */
export async function exportVersion(
  person: Staff,
  asked: Asked,
  format: ExportFormat,
): Promise<{ ok: true; file: HallFile } | Refused<"not_found" | "forbidden">> {
  const own = await findOwnVenue(person, asked.venueId, "event.read");
  if (!own.ok) return own;
  const version = await findVersion(asked);
  if (!version) return refuse("not_found");
  const layout = await findLayout(version.layoutHash);
  invariant(layout !== undefined, "the layout of a version is stored");
  return { ok: true, file: await fileOf(layout, { name: version.hallName, format }) };
}

const FORMATS: Readonly<
  Record<
    ExportFormat,
    { readonly end: string; readonly type: string; readonly write: (layout: Layout) => string | Promise<Uint8Array> }
  >
> = {
  pretix: { end: "pretix.json", type: "application/vnd.pretix.seating+json", write: exportPretix },
  csv: { end: "csv", type: "text/csv; charset=utf-8", write: exportSeatList },
  svg: { end: "svg", type: "image/svg+xml; charset=utf-8", write: exportSvg },
  pdf: { end: "pdf", type: "application/pdf", write: exportPdf },
};

async function fileOf(layout: Layout, { name, format }: { name: string; format: ExportFormat }): Promise<HallFile> {
  const { end, type, write } = FORMATS[format];
  return { name: `${slugOf(name, 60) || "hall"}.${end}`, type, content: await write(layout) };
}
