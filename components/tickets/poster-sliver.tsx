import { classNames } from "../ui/class-names.ts";

/** A strip out of the picture of the event's poster, without its words: those stand in text beside it. */
export function PosterSliver({ slug, className }: { slug: string; className?: string }) {
  return (
    <div className={classNames("relative overflow-hidden bg-accent-soft", className)}>
      {/* biome-ignore lint/performance/noImgElement: the poster is a small SVG of ours, which needs no resizing. */}
      <img
        src={`/posters/${slug}`}
        alt=""
        loading="lazy"
        decoding="async"
        className="absolute inset-x-0 top-0 h-full min-h-[165%] w-full object-cover object-[50%_25%]"
      />
    </div>
  );
}
