import { useLocale, useTranslations } from "next-intl";
import { PictureGrid } from "#components/pictures/picture-grid";
import type { EventPage } from "#lib/catalog/contract";
import { type LocalizedText, textFor } from "#lib/platform/localized-text";

/** Pictures of the venue, how to get there, its entrances, and what visitors with disabilities need to know; nothing where the organizer wrote nothing. */
export function VisitorNotes({ event }: { event: EventPage }) {
  const t = useTranslations("event");
  const { directions, entrances, accessibility, pictures } = event.visitors;
  const hasNotes = [directions, accessibility].some((text) => textFor(text, "") !== undefined);
  if (!hasNotes && entrances.length === 0 && pictures.length === 0) return null;
  return (
    <section className="flex flex-col gap-5" aria-labelledby="visiting">
      <h2 id="visiting" className="text-heading">
        {t("visiting", { venue: event.venueName })}
      </h2>
      <PictureGrid pictures={pictures} label={t("venuePictures", { venue: event.venueName })} />
      <dl className="flex flex-col gap-5">
        <Note term={t("directions")} text={directions} />
        {entrances.length > 0 ? (
          <div>
            <dt className="font-semibold">{t("entrances")}</dt>
            {entrances.map(({ name, note }) => (
              <dd key={name} className="max-w-prose text-ink-soft">
                {name}
                <Localized text={note} before=": " />
              </dd>
            ))}
          </div>
        ) : null}
        <Note term={t("accessibility")} text={accessibility} />
      </dl>
    </section>
  );
}

function Note({ term, text }: { term: string; text: LocalizedText }) {
  if (!textFor(text, "")) return null;
  return (
    <div>
      <dt className="font-semibold">{term}</dt>
      <dd className="max-w-prose whitespace-pre-line text-ink-soft">
        <Localized text={text} />
      </dd>
    </div>
  );
}

/** The text in the reader's language, or marked with the one it was written in. */
function Localized({ text, before = "" }: { text: LocalizedText; before?: string }) {
  const locale = useLocale();
  const found = textFor(text, locale);
  if (!found) return null;
  return (
    <>
      {before}
      <span {...(found.language === locale ? {} : { lang: found.language })}>{found.text}</span>
    </>
  );
}
