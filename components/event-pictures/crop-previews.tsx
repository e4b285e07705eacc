import { useTranslations } from "next-intl";
import { StoredPicture } from "#components/pictures/stored-picture";
import { FRAMES, objectPosition } from "#lib/catalog/pictures/crop-around";
import type { EventPicture } from "#lib/catalog/pictures/event-picture-contract";

const LOOK = { poster: "aspect-3/4 w-28", share: "aspect-[1200/630] w-56" } as const;

/** How the site cuts the first picture: as the poster of cards and of the event's page, and for shared links. */
export function CropPreviews({ number, picture }: { number: number; picture: EventPicture }) {
  const t = useTranslations("event-pictures.crops");
  const { width, height, focus } = picture;
  return (
    <ul aria-label={t("label", { number })} className="flex flex-wrap items-end gap-4">
      {(["poster", "share"] as const).map((name) => (
        <li key={name}>
          <figure className="flex flex-col gap-1">
            <StoredPicture
              picture={picture.picture}
              width={width}
              height={height}
              alt=""
              sizes="20rem"
              className={`${LOOK[name]} max-w-full rounded-control bg-sunken object-cover`}
              style={{ objectPosition: objectPosition({ width, height }, { frame: FRAMES[name], focus }) }}
            />
            <figcaption className="text-ink-soft text-sm">{t(name)}</figcaption>
          </figure>
        </li>
      ))}
    </ul>
  );
}
