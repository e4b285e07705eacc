import type { CSSProperties } from "react";
import { PICTURE_WIDTHS } from "#lib/catalog/pictures/picture-contract";

/**
 * A picture that an organizer uploaded, in the size that fits, as JPEG for browsers that know no WebP. `sizes` says how wide it is shown. It is
 * loaded once it comes near, or at once and before others where it is `eager`.
 */
export function StoredPicture(props: {
  picture: string;
  alt: string;
  /** The language of `alt`, where it is not the page's. */
  lang?: string | undefined;
  width?: number;
  height?: number;
  sizes: string;
  eager?: boolean;
  className?: string;
  style?: CSSProperties | undefined;
}) {
  const { picture, width, height, eager = false } = props;
  const src = `/pictures/${picture}`;
  const smaller = PICTURE_WIDTHS.filter((each) => width === undefined || each < width);
  const whole = width === undefined ? [] : [`${src} ${width}w`];
  return (
    <picture className="contents">
      <source
        type="image/webp"
        srcSet={[...smaller.map((each) => `${src}?w=${each} ${each}w`), ...whole].join(", ")}
        sizes={props.sizes}
      />
      <img
        src={`${src}?as=jpeg`}
        alt={props.alt}
        lang={props.lang}
        width={width}
        height={height}
        loading={eager ? "eager" : "lazy"}
        fetchPriority={eager ? "high" : "auto"}
        decoding="async"
        className={props.className}
        style={props.style}
      />
    </picture>
  );
}
