"use client";

import { useTranslations } from "next-intl";
import { PictureUpload } from "#components/pictures/picture-upload";
import { StoredPicture } from "#components/pictures/stored-picture";
import { Checkbox } from "#components/ui/checkbox";
import { Field, FieldError } from "#components/ui/field";
import { TextInput } from "#components/ui/text-input";
import { PICTURE_ALT_MAX } from "#lib/catalog/pictures/picture-use-contract";
import { VENUE_PICTURES_MAX } from "#lib/catalog/venues/venue-contract";
import type { VenuePicture } from "#lib/catalog/venues/visitor-info";
import { LANGUAGES } from "#lib/platform/localized-text";
import { usePictures } from "../pictures/use-pictures.ts";
import { classNames } from "../ui/class-names.ts";
import { RowButton } from "./row-button.tsx";

/** The pictures of a venue in their order, each with what it shows in every language, or said to be decorative. All of it by buttons. */
export function PicturesField(props: {
  organizationId: string;
  pictures: readonly VenuePicture[];
  onChange: (pictures: readonly VenuePicture[]) => void;
  problem: string | undefined;
}) {
  const t = useTranslations("venues.fields");
  const { pictures, onChange, problem } = props;
  const { list, add, rowOf } = usePictures(pictures, onChange, ({ id, width, height }) => {
    return { picture: id, width, height, alt: {}, decorative: false };
  });
  return (
    <fieldset ref={list} aria-describedby={problem ? "pictures-hint pictures-error" : "pictures-hint"}>
      <legend>
        <h2 className="text-heading">{t("pictures")}</h2>
      </legend>
      <p id="pictures-hint" className="text-ink-soft text-sm">
        {t("picturesHint")}
      </p>
      <ol className="divide-y divide-line">
        {pictures.map((picture, i) => (
          <PictureRow key={picture.picture} index={i} picture={picture} isWrong={problem !== undefined} {...rowOf(i)} />
        ))}
      </ol>
      {problem ? <FieldError id="pictures-error">{problem}</FieldError> : null}
      <div className="mt-3">
        {pictures.length < VENUE_PICTURES_MAX ? (
          <PictureUpload organizationId={props.organizationId} label={t("addPicture")} onDone={add} />
        ) : (
          <p className="text-ink-soft text-sm">{t("picturesFull", { max: VENUE_PICTURES_MAX })}</p>
        )}
      </div>
    </fieldset>
  );
}

function PictureRow(props: {
  index: number;
  picture: VenuePicture;
  isWrong: boolean;
  onChange: (picture: VenuePicture) => void;
  onRemove: () => void;
  onUp?: () => void;
  onDown?: () => void;
}) {
  const t = useTranslations("venues");
  const { index, picture } = props;
  const { alt, decorative, width, height } = picture;
  const number = index + 1;
  return (
    <li className="grid items-start gap-4 py-4 sm:grid-cols-[9rem_minmax(0,1fr)]">
      <StoredPicture
        {...{ picture: picture.picture, width, height }}
        alt={t("fields.picture", { number })}
        sizes="9rem"
        className="aspect-4/3 w-36 rounded-control bg-sunken object-cover"
      />
      <div className="flex min-w-0 flex-col gap-3">
        <input type="hidden" name="picture" value={picture.picture} />
        <input type="hidden" name="picture_sides" value={`${width}x${height}`} />
        <input type="hidden" name="picture_use" value={decorative ? "decorative" : "content"} />
        <div className={classNames("grid gap-3 lg:grid-cols-2", decorative && "hidden")}>
          {LANGUAGES.map((language, i) => (
            <Field
              key={language}
              id={`picture-${index}-${language}`}
              label={t("fields.pictureAlt", { number, language: t(`languages.${language}`) })}
            >
              {(control) => (
                <TextInput
                  {...control}
                  name={`picture_alt_${language}`}
                  lang={language}
                  data-focus={i === 0 ? `picture-${index}` : undefined}
                  maxLength={PICTURE_ALT_MAX}
                  autoComplete="off"
                  aria-invalid={(props.isWrong && !decorative && !alt[language]) || undefined}
                  value={alt[language] ?? ""}
                  onChange={(event) => props.onChange({ ...picture, alt: { ...alt, [language]: event.target.value } })}
                />
              )}
            </Field>
          ))}
        </div>
        <Checkbox
          id={`picture-${index}-decorative`}
          label={t("fields.decorative", { number })}
          checked={decorative}
          onChange={(event) => props.onChange({ ...picture, decorative: event.target.checked })}
        />
        <div className="flex gap-1">
          <RowButton
            label={t("fields.pictureUp", { number })}
            onClick={props.onUp}
            icon="chevron-down"
            className="rotate-180"
          />
          <RowButton label={t("fields.pictureDown", { number })} onClick={props.onDown} icon="chevron-down" />
          <RowButton label={t("fields.removePicture", { number })} onClick={props.onRemove} icon="close" />
        </div>
      </div>
    </li>
  );
}
