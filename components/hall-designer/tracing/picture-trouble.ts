import type { PICTURE_TROUBLES } from "#lib/catalog/pictures/picture-contract";
import type { ApiRefusal } from "../../api/call.ts";

/** Why a file cannot be the traced picture: a key of `designer.picture.trouble` with what its sentence says. */
export type PictureTrouble = {
  readonly why:
    | "empty"
    | "tooLarge"
    | "kind"
    | "svgBroken"
    | "svgRuns"
    | "svgRefers"
    | "svgRepeats"
    | "pdfBroken"
    | "pdfLocked"
    | "tooManyPixels"
    | "broken"
    | "often"
    | "forbidden"
    | "network"
    | "other";
  readonly values?: Readonly<Record<string, string | number>>;
};

/** Thrown while a file is made a picture of. */
export class UnusablePicture extends Error {
  readonly trouble: PictureTrouble;
  constructor(why: PictureTrouble["why"], values: NonNullable<PictureTrouble["values"]> = {}) {
    super(why);
    this.trouble = { why, values };
  }
}

const REFUSALS: Partial<Record<ApiRefusal["code"], PictureTrouble["why"]>> = {
  rate_limit_exceeded: "often",
  forbidden: "forbidden",
  not_found: "forbidden",
  network: "network",
};

const KINDS: Partial<Record<(typeof PICTURE_TROUBLES)[number], PictureTrouble["why"]>> = {
  empty: "empty",
  too_many_pixels: "tooManyPixels",
  broken: "broken",
};

/** What the server's refusal of a picture means. */
export function troubleOf(refusal: ApiRefusal): PictureTrouble {
  if (refusal.code === "invalid_picture") return { why: KINDS[refusal.kind] ?? "kind" };
  return { why: REFUSALS[refusal.code] ?? "other" };
}
