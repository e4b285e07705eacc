import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state";
import { LinkButton } from "#components/ui/link-button";

/** The seats went back before they were paid: said kindly, with the way to choose again. */
export function CheckoutOver({ kind, eventSlug }: { kind: "expired" | "cancelled"; eventSlug: string }) {
  const t = useTranslations("checkout.expired");
  return (
    <div role="status">
      <EmptyState
        title={kind === "expired" ? t("title") : t("cancelledTitle")}
        action={
          <LinkButton href={`/events/${eventSlug}/seats`} size="lg">
            {t("action")}
          </LinkButton>
        }
      >
        {kind === "expired" ? t("text") : t("cancelledText")}
      </EmptyState>
    </div>
  );
}
