import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state";
import { LinkButton } from "#components/ui/link-button";

/** The seats went back before they were paid: said kindly, with the way to choose again where there is one. */
export function CheckoutOver({ kind, eventSlug }: { kind: keyof typeof WORDS; eventSlug: string }) {
  const t = useTranslations("checkout.expired");
  const { title, text, action, path } = WORDS[kind];
  return (
    <div role="status">
      <EmptyState
        title={t(title)}
        action={
          <LinkButton href={`/events/${eventSlug}${path}`} size="lg">
            {t(action)}
          </LinkButton>
        }
      >
        {t(text)}
      </EmptyState>
    </div>
  );
}

const WORDS = {
  expired: { title: "title", text: "text", action: "action", path: "/seats" },
  time_over: { title: "insideTitle", text: "insideText", action: "insideAction", path: "/queue" },
  cancelled: { title: "cancelledTitle", text: "cancelledText", action: "action", path: "/seats" },
  event_postponed: { title: "postponedTitle", text: "postponedText", action: "eventAction", path: "" },
  event_cancelled: { title: "eventTitle", text: "eventText", action: "eventAction", path: "" },
} as const;
