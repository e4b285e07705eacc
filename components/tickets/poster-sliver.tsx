import { classNames } from "../ui/class-names.ts";

/** A strip out of the event's poster. A picture without words: what it shows is said in text beside it. */
export function PosterSliver({ slug, className }: { slug: string; className?: string }) {
  return (
    // biome-ignore lint/performance/noImgElement: the poster is a small SVG of ours, which needs no resizing.
    <img
      src={`/posters/${slug}`}
      alt=""
      loading="lazy"
      decoding="async"
      className={classNames("bg-accent-soft object-cover object-[50%_30%]", className)}
    />
  );
}
