import { useTranslations } from "next-intl";
import { DeskTitle } from "#components/desk/desk-title";
import { LinkButton } from "#components/ui/link-button";

/** Why a page stays shut for this person, and what would open it. `shared`: it belongs to no organization. It stands in place of the page, with its title. */
export function DeskClosed({ reason }: { reason: "forbidden" | "shared" | "two_factor_required" }) {
  const t = useTranslations("organizer.closed");
  if (reason !== "two_factor_required") return <DeskTitle title={t(reason)} lead={t(`${reason}Text`)} />;
  return (
    <>
      <DeskTitle title={t("twoFactor")} lead={t("twoFactorText")} />
      <LinkButton href="/account/security" variant="secondary" className="self-start">
        {t("toSecurity")}
      </LinkButton>
    </>
  );
}
