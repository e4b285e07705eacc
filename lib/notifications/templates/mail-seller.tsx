import { Img, Text } from "@react-email/components";
import { type Seller, sellerLines } from "#lib/organizations/seller";
import { countryName } from "#lib/platform/country-name";
import type { MailLogo } from "../mail-logo.ts";
import type { MailWords } from "../mail-words.ts";
import { look } from "./mail-look.ts";

type Props = { seller: Seller; logo: MailLogo | undefined; words: MailWords };

/** Who sold it: the seller's logo and imprint, and the address that buyers write to. */
export function MailSeller({ seller, logo, words: { t, locale } }: Props) {
  const words = {
    country: countryName(seller.country, locale),
    vatId: t("seller.vatId"),
    taxNumber: t("seller.taxNumber"),
  };
  const lines = [...sellerLines(seller, words), seller.contact_email].filter(Boolean);
  return (
    <>
      {logo ? <Img src={logo.src} width={logo.width} height={logo.height} alt={seller.name} style={look.logo} /> : null}
      <Text style={look.small}>
        {t("seller.soldBy", { seller: seller.name })}
        {lines.map((line) => (
          <span key={line}>
            <br />
            {line}
          </span>
        ))}
      </Text>
    </>
  );
}
