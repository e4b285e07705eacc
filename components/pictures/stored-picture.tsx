import { PICTURE_WIDTHS } from "#lib/catalog/pictures/picture-contract";

/** A picture that an organizer uploaded, in the size that fits; loaded once it comes near. `sizes` says how wide it is shown. */
export function StoredPicture(props: {
  picture: string;
  alt: string;
  /** The language of `alt`, where it is not the page's. */
  lang?: string | undefined;
  width?: number;
  height?: number;
  sizes: string;
  className?: string;
}) {
  const { picture, width, height } = props;
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
        loading="lazy"
        decoding="async"
        className={props.className}
      />
    </picture>
  );
}
