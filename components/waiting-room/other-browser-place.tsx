import { useTranslations } from "next-intl";
import { LinkButton } from "#components/ui/link-button";
import { SubmitButton } from "#components/ui/submit-button";

/**
 * The buyer is inside, with another browser: where seats are chosen and paid for, and how to give that place up from here. It is all forms and
 * links, so that it works without a script.
 */
export function OtherBrowserPlace({ slug, leave }: { slug: string; leave: (form: FormData) => Promise<void> }) {
  const t = useTranslations("queue.otherBrowser");
  return (
    <section aria-labelledby="other-browser" className="flex flex-col items-start gap-6">
      <h2 id="other-browser" className="poster-type text-poster">
        {t("title")}
      </h2>
      <p className="max-w-prose text-lg">{t("text")}</p>
      <p className="max-w-prose">{t("leave")}</p>
      <div className="flex flex-wrap gap-3">
        <form action={leave}>
          <input type="hidden" name="slug" value={slug} />
          <SubmitButton variant="danger" pendingText={t("leaving")}>
            {t("button")}
          </SubmitButton>
        </form>
        <LinkButton variant="secondary" href={`/events/${slug}/seats`}>
          {t("here")}
        </LinkButton>
      </div>
    </section>
  );
}
