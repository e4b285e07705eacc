export type Encoding = "br" | "gzip";

/**
 * The best of our encodings that the client accepts (RFC 9110, section 12.5.3), or undefined for an unencoded answer. An encoding
 * of weight zero is refused; `*` stands for those that are not named.
 */
export function acceptedEncoding(header: string | undefined): Encoding | undefined {
  const weights = new Map<string, number>();
  for (const part of (header ?? "").toLowerCase().split(",")) {
    const [name = "", ...parameters] = part.split(";").map((each) => each.trim());
    const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
    weights.set(name, weight === undefined ? 1 : Number(weight) || 0);
  }
  const weightOf = (encoding: Encoding) => weights.get(encoding) ?? weights.get("*") ?? 0;
  return (["br", "gzip"] as const).find((encoding) => weightOf(encoding) > 0);
}
