import { classNames } from "../ui/class-names.ts";
import type { PosterInput } from "./poster/poster-svg.ts";
import { posterUrl } from "./poster/poster-url.ts";

/**
 * An event's poster in the proportion 3 : 4. It repeats words that stand beside it, so it is silent to screen readers.
 * Posters below the fold come when they are near; `eager` is for the one that people see first.
 */
export function Poster({
  event,
  eager = false,
  className,
}: {
  event: PosterInput & { slug: string };
  eager?: boolean;
  className?: string;
}) {
  return (
    // biome-ignore lint/performance/noImgElement: a drawn SVG needs no resizing, which is all that next/image adds.
    <img
      src={posterUrl(event)}
      alt=""
      width={600}
      height={800}
      loading={eager ? "eager" : "lazy"}
      fetchPriority={eager ? "high" : "auto"}
      decoding="async"
      className={classNames("aspect-3/4 h-auto w-full select-none bg-sunken object-cover", className)}
    />
  );
}
