import { listVersionsOfLayout } from "#lib/catalog/halls/hall-store";
import type { Staff } from "#lib/organizations/authority";
import { findOrganization } from "#lib/organizations/find-organization";
import { readBytes } from "#lib/platform/http/read-body";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import type { HallImport, ImportOptions } from "./import-contract.ts";
import { type ImportChoices, VENUE_FILE_BYTES_MAX } from "./import-venue.ts";
import { runImport } from "./run-import.ts";

type Upload = {
  readonly request: Request;
  readonly fileName: string | undefined;
  readonly options: ImportOptions | undefined;
};

type ImportRefusal = Refused<"not_found" | "forbidden" | "payload_too_large" | "invalid_file" | "import_busy">;

/**
 * Reads an uploaded file as the plan of a hall. Nothing is kept: the plan becomes a draft when it is sent as one, so the same file can
 * be sent again as often as its reader likes. Says where the organization has the same layout already. Stops reading at 50 MB.
 */
export async function importHall(
  person: Staff,
  organizationId: string,
  { request, fileName, options = {} }: Upload,
): Promise<({ ok: true } & { hall: HallImport }) | ImportRefusal> {
  const found = await findOrganization(person, { id: organizationId }, "venue.write");
  if (!found.ok) return found;
  const bytes = await readBytes(request, VENUE_FILE_BYTES_MAX);
  if (bytes === undefined) return refuse("payload_too_large", { limit_bytes: VENUE_FILE_BYTES_MAX });
  const file = { fileName: fileName ?? "hall", bytes, choices: choicesOf(options) };
  const read = await runImport(file, request.signal);
  if (read === "busy") return refuse("import_busy", { retry_after_seconds: 10 });
  if (!read.ok) return refuse("invalid_file", { problems: [...read.problems], fields: [...read.fields] });
  const versions = await listVersionsOfLayout(organizationId, read.hall.layout_hash);
  return { ok: true, hall: { ...read.hall, already_there: versions } };
}

function choicesOf({ columns, sheet, split_blocks, y_up, focus, standing, svg }: ImportOptions): ImportChoices {
  const named = Object.entries(columns ?? {}).filter((each): each is [string, string] => each[1] !== undefined);
  return {
    columns: Object.fromEntries(named),
    sheet,
    splitBlocks: split_blocks ?? false,
    yUp: y_up ?? false,
    focus,
    standing: new Map(Object.entries(standing ?? {})),
    svg,
  };
}
