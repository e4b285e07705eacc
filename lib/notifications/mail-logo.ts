import { picturePng } from "#lib/catalog/pictures/picture-png";
import type { Seller } from "#lib/organizations/seller";
import { pngAddress } from "./inline-images.ts";

/** The seller's logo for a mail's HTML, which carries it as a part; sides as it is shown. */
export type MailLogo = { src: string; width: number; height: number };

/** Undefined for a seller without a logo. */
export async function mailLogo({ logo }: Seller): Promise<MailLogo | undefined> {
  const made = logo ? await picturePng(logo) : undefined;
  // Twice the pixels that are shown, for fine screens.
  return made && { src: pngAddress(made.png), width: Math.ceil(made.width / 2), height: Math.ceil(made.height / 2) };
}
