import { useTranslations } from "next-intl";
import { LinksForm } from "#components/orders/links-form";
import { LinkButton } from "#components/ui/link-button";
import type { LinksAction } from "#lib/orders/linking/links-form-state";

/** What the links in an order's mails open, and the way to end them. */
export function LinksSection(props: {
  number: string;
  linkKey: string | undefined;
  email: string;
  needsProof: boolean;
  action: LinksAction;
}) {
  const t = useTranslations("orders.links");
  const { number, linkKey } = props;
  const query = linkKey ? `?${new URLSearchParams({ key: linkKey })}` : "";
  return (
    <section id="links" aria-labelledby="links-title" className="flex flex-col gap-4 print:hidden">
      <h2 id="links-title" className="text-heading">
        {t("title")}
      </h2>
      <p className="max-w-2xl text-ink-soft">{t("text")}</p>
      {props.needsProof ? (
        <div className="flex max-w-2xl flex-col items-start gap-4">
          <p>{t("proofText")}</p>
          <LinkButton
            href={`/sign-in?${new URLSearchParams({ next: `/orders/${number}${query}#links` })}`}
            variant="secondary"
          >
            {t("proofAction")}
          </LinkButton>
        </div>
      ) : (
        <LinksForm {...props} />
      )}
    </section>
  );
}
