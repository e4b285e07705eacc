import { Text } from "@react-email/components";
import { type Seller, sellerLines } from "#lib/organizations/seller";
import { countryName } from "#lib/platform/country-name";
import type { MailWords } from "../mail-words.ts";
import { look } from "./mail-look.ts";

/** Who sold it: the seller's imprint, and the address that buyers write to. */
export function MailSeller({ seller, words: { t, locale } }: { seller: Seller; words: MailWords }) {
  const words = {
    country: countryName(seller.country, locale),
    vatId: t("seller.vatId"),
    taxNumber: t("seller.taxNumber"),
  };
  const lines = [...sellerLines(seller, words), seller.contact_email].filter(Boolean);
  return (
    <Text style={look.small}>
      {t("seller.soldBy", { seller: seller.name })}
      {lines.map((line) => (
        <span key={line}>
          <br />
          {line}
        </span>
      ))}
    </Text>
  );
}
