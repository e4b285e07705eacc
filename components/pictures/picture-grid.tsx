import { useLocale } from "next-intl";
import { StoredPicture } from "#components/pictures/stored-picture";
import { type Focus, objectPosition } from "#lib/catalog/pictures/crop-around";
import type { VenuePicture } from "#lib/catalog/venues/visitor-info";
import { textFor } from "#lib/platform/localized-text";

const FRAME = { width: 4, height: 3 };

/** Pictures of a venue or an event, as visitors see them; nothing when there are none. */
export function PictureGrid({
  pictures,
  label,
}: {
  pictures: readonly (VenuePicture & { focus?: Focus })[];
  label: string;
}) {
  const locale = useLocale();
  if (pictures.length === 0) return null;
  return (
    <ul aria-label={label} className="grid grid-cols-[repeat(auto-fill,minmax(min(15rem,100%),1fr))] gap-3">
      {pictures.map(({ picture, alt, width, height, focus }) => {
        const found = textFor(alt, locale);
        return (
          <li key={picture}>
            <StoredPicture
              {...{ picture, width, height }}
              alt={found?.text ?? ""}
              lang={found && found.language !== locale ? found.language : undefined}
              sizes="(min-width: 64rem) 20rem, (min-width: 40rem) 45vw, 92vw"
              className="aspect-4/3 w-full rounded-card bg-sunken object-cover"
              style={focus && { objectPosition: objectPosition({ width, height }, { frame: FRAME, focus }) }}
            />
          </li>
        );
      })}
    </ul>
  );
}
