import { StoredPicture } from "#components/pictures/stored-picture";
import { FRAMES, objectPosition, widthInFrame } from "#lib/catalog/pictures/crop-around";
import type { EventPicture } from "#lib/catalog/pictures/event-picture-contract";
import type { Language } from "#lib/platform/localized-text";
import { classNames } from "../ui/class-names.ts";
import type { PosterInput } from "./poster/poster-svg.ts";
import { posterUrl } from "./poster/poster-url.ts";

const LOOK = "aspect-3/4 h-auto w-full select-none bg-sunken object-cover";

/** Widths of a poster, as the `sizes` of an image has them: the widest screens first, the last for all others. */
export const POSTER_WIDTHS = {
  card: [
    ["(min-width: 40rem)", "15.5rem"],
    ["", "62vw"],
  ],
  head: [
    ["(min-width: 48rem)", "26rem"],
    ["", "18rem"],
  ],
  hero: [
    ["(min-width: 64rem)", "27rem"],
    ["", "19rem"],
  ],
} as const;

/**
 * An event's poster in the proportion 3 : 4: its organizer's first picture, or a drawn one. Beside words that say the same it is silent to
 * screen readers; `alt` is for the one place where the picture itself is told. Posters below the fold come when they are near; `eager` is for
 * the one that people see first.
 */
export function Poster({
  event,
  at,
  alt,
  eager = false,
  drawn,
  className,
}: {
  event: PosterInput & { slug: string; picture: EventPicture | null };
  at: keyof typeof POSTER_WIDTHS;
  alt?: { text: string; language: Language } | undefined;
  eager?: boolean;
  /** The address of the drawn poster where it is not the public one, as of a draft. */
  drawn?: string | undefined;
  className?: string;
}) {
  const { picture } = event;
  if (picture) {
    const by = Math.round(widthInFrame(picture, FRAMES.poster) * 100) / 100;
    return (
      <StoredPicture
        picture={picture.picture}
        alt={alt?.text ?? ""}
        lang={alt?.language}
        width={picture.width}
        height={picture.height}
        sizes={POSTER_WIDTHS[at].map(([when, width]) => `${when} calc(${width} * ${by})`.trim()).join(", ")}
        eager={eager}
        className={classNames(LOOK, className)}
        style={{ objectPosition: objectPosition(picture, { frame: FRAMES.poster, focus: picture.focus }) }}
      />
    );
  }
  return (
    // biome-ignore lint/performance/noImgElement: a drawn SVG needs no resizing, which is all that next/image adds.
    <img
      src={drawn ?? posterUrl(event)}
      alt=""
      width={600}
      height={800}
      loading={eager ? "eager" : "lazy"}
      fetchPriority={eager ? "high" : "auto"}
      decoding="async"
      className={classNames(LOOK, className)}
    />
  );
}
