import { classNames } from "../ui/class-names.ts";

// Where a family of posters carries its title: the strip is cut from the other end.
const TITLED_ABOVE = new Set(["comedy", "family", "theatre"]);

/** A strip of the event's poster without its words, which appear as text beside it. */
export function PosterSliver(props: { slug: string; categorySlug: string; className?: string }) {
  const cut = TITLED_ABOVE.has(props.categorySlug) ? "bottom-0 object-[50%_80%]" : "top-0 object-[50%_25%]";
  return (
    <div className={classNames("relative overflow-hidden bg-accent-soft", props.className)}>
      {/* biome-ignore lint/performance/noImgElement: the poster is a small local SVG, which needs no resizing. */}
      <img
        src={`/posters/${props.slug}`}
        alt=""
        loading="lazy"
        decoding="async"
        className={classNames("absolute inset-x-0 h-full min-h-[165%] w-full object-cover", cut)}
      />
    </div>
  );
}
