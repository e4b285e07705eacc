import { getTranslations } from "next-intl/server";
import { MailText } from "#components/ui/mail-text";
import { Notice } from "#components/ui/notice";
import type { OwnReview } from "#lib/waiting-room/reviews/review-contract";

/** What a buyer reads whose requests looked like a program's, with whom they can write to. Nothing for all others. */
export async function ReviewNotice({ review }: { review: OwnReview | undefined }) {
  if (!review) return null;
  const { state, reference, organizer, contactEmail } = review;
  const t = await getTranslations("review.own");
  return (
    <Notice tone={state === "refused" ? "bad" : "warn"} title={t(`${state}.title`)}>
      <p>{t(`${state}.text`, { organizer })}</p>
      <p>
        {t.rich(contactEmail ? "write" : "ask", {
          organizer,
          reference,
          mail: () => <MailText address={contactEmail} className="inline" />,
          strong: (text) => <strong className="tabular whitespace-nowrap">{text}</strong>,
        })}
      </p>
    </Notice>
  );
}
