/**
 * The pictures of a mail. A record keeps them inside its HTML as `data:` addresses, so that the record is the whole mail and the
 * inbox shows it. Mail programs show no such address, so on the way out each becomes a part of the mail that the HTML names by its
 * `cid:` (RFC 2392): no program has to load anything, and none of those that block pictures of other sites hides it.
 */
export type InlineImage = {
  cid: string;
  filename: string;
  contentType: string;
  content: Buffer;
  contentDisposition: "inline";
};

/** A PNG as the address of a picture in a mail's HTML. */
export function pngAddress(png: Buffer): string {
  return `data:image/png;base64,${png.toString("base64")}`;
}

/** The HTML with its pictures as parts of the mail. `id` and `host` make the parts' names: the same for the same mail. */
export function takeOutImages(
  html: string,
  { id, host }: { id: string; host: string },
): {
  html: string;
  images: InlineImage[];
} {
  const images: InlineImage[] = [];
  const named = html.replaceAll(/\ssrc="data:image\/png;base64,([A-Za-z0-9+/=]+)"/g, (_, base64: string) => {
    const number = images.length + 1;
    const cid = `${number}.${id}@${host}`;
    images.push({
      cid,
      filename: `picture-${number}.png`,
      contentType: "image/png",
      content: Buffer.from(base64, "base64"),
      contentDisposition: "inline",
    });
    return ` src="cid:${cid}"`;
  });
  return { html: named, images };
}
