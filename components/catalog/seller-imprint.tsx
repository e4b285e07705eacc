import { useLocale, useTranslations } from "next-intl";
import { SellerLogo } from "#components/pictures/seller-logo";
import { type Seller, sellerLines } from "#lib/organizations/seller";
import { countryName } from "#lib/platform/country-name";

/** Below a heading that says "Seller": logo, name, legal name, address, tax numbers and mail address, as far as they are known. */
export function SellerImprint({ seller }: { seller: Seller }) {
  const t = useTranslations("seller");
  const locale = useLocale();
  const country = countryName(seller.country, locale);
  return (
    <address className="flex flex-col break-words text-ink-soft not-italic">
      {seller.logo ? (
        <span className="mb-2">
          <SellerLogo logo={seller.logo} alt="" />
        </span>
      ) : null}
      <span className="font-semibold text-ink" style={{ color: ownColor(seller) }}>
        {seller.name}
      </span>
      {sellerLines(seller, { country, vatId: t("vatId"), taxNumber: t("taxNumber") }).map((line) => (
        <span key={line}>{line}</span>
      ))}
      {seller.contact_email ? (
        <a
          href={`mailto:${seller.contact_email}`}
          className="inline-flex min-h-touch w-fit items-center underline underline-offset-4"
        >
          {seller.contact_email}
        </a>
      ) : null}
    </address>
  );
}

/** The seller's colour in the theme of the reader; ink where they have none for it. */
function ownColor({ color_light, color_dark }: Seller): string | undefined {
  if (color_light === null && color_dark === null) return undefined;
  return `light-dark(${color_light ?? "var(--ink)"}, ${color_dark ?? "var(--ink)"})`;
}
