import { useTranslations } from "next-intl";
import { CropPreviews } from "#components/event-pictures/crop-previews";
import { FocalPoint } from "#components/event-pictures/focal-point";
import { Checkbox } from "#components/ui/checkbox";
import { Field, FieldError } from "#components/ui/field";
import { TextInput } from "#components/ui/text-input";
import { RowButton } from "#components/venues/row-button";
import type { EventPicture } from "#lib/catalog/pictures/event-picture-contract";
import { PICTURE_ALT_MAX } from "#lib/catalog/pictures/picture-use-contract";
import { LANGUAGES } from "#lib/platform/localized-text";
import { classNames } from "../ui/class-names.ts";

/** One picture of an event: its focal point with the cuts that follow from it, what it shows in every language, its place and its way out. */
export function PictureRow(props: {
  index: number;
  picture: EventPicture;
  /** The sentence of what is wrong with a field: `picture`, or `alt.en`. */
  problem: (field: string) => string | undefined;
  onChange: (picture: EventPicture) => void;
  onRemove: () => void;
  onUp?: () => void;
  onDown?: () => void;
}) {
  const t = useTranslations("event-pictures");
  const { index, picture, problem, onChange } = props;
  const { alt, decorative } = picture;
  const number = index + 1;
  return (
    <li className="flex flex-col gap-5 py-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 className="font-semibold">{t(index === 0 ? "first" : "further", { number })}</h3>
        <div className="flex gap-1">
          <RowButton label={t("up", { number })} onClick={props.onUp} icon="chevron-down" className="rotate-180" />
          <RowButton label={t("down", { number })} onClick={props.onDown} icon="chevron-down" />
          <RowButton label={t("remove", { number })} onClick={props.onRemove} icon="close" />
        </div>
      </div>
      {problem("picture") ? <FieldError id={`event-picture-${index}-error`}>{problem("picture")}</FieldError> : null}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_auto]">
        <FocalPoint number={number} picture={picture} onChange={(focus) => onChange({ ...picture, focus })} />
        {index === 0 ? <CropPreviews number={number} picture={picture} /> : null}
      </div>
      <div className={classNames("grid gap-3 lg:grid-cols-2", decorative && "hidden")}>
        {LANGUAGES.map((language, i) => (
          <Field
            key={language}
            id={`event-picture-${index}-${language}`}
            label={t("alt", { number, language: t(`languages.${language}`) })}
            error={problem(`alt.${language}`)}
          >
            {(control) => (
              <TextInput
                {...control}
                lang={language}
                data-focus={i === 0 ? `picture-${index}` : undefined}
                maxLength={PICTURE_ALT_MAX}
                autoComplete="off"
                value={alt[language] ?? ""}
                onChange={(event) => onChange({ ...picture, alt: { ...alt, [language]: event.target.value } })}
              />
            )}
          </Field>
        ))}
      </div>
      <Checkbox
        id={`event-picture-${index}-decorative`}
        label={t("decorative", { number })}
        checked={decorative}
        onChange={(event) => onChange({ ...picture, decorative: event.target.checked })}
      />
    </li>
  );
}
