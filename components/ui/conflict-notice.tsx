import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";

/** A field that another person changed since a form was opened. */
export type ConflictField = {
  key: string;
  /** Names the field to a screen reader beside each choice. */
  label: string;
  /** What stands before the value, such as "Price:". */
  lead: string;
  /** Their value in words. */
  value: string;
  /** What the person can do with it; empty where nothing is to be decided. */
  choices: readonly { word: string; onChoose: () => void }[];
};

/** What another person saved since the form was opened, field by field. Where both changed a field, the person decides. */
export function ConflictNotice(props: { title: string; text: string; fields: readonly ConflictField[] }) {
  return (
    <Notice tone="warn" urgent title={props.title}>
      <p>{props.text}</p>
      <ul className="mt-2 flex flex-col gap-3">
        {props.fields.map(({ key, label, lead, value, choices }) => (
          <li key={key} className="flex flex-wrap items-center justify-between gap-3">
            <p className="min-w-0 break-words">
              {lead} <strong className="whitespace-pre-line break-words">{value}</strong>
            </p>
            <span className="flex flex-wrap gap-2">
              {choices.map(({ word, onChoose }) => (
                <Button key={word} variant="secondary" aria-label={`${word}: ${label}`} onClick={onChoose}>
                  {word}
                </Button>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
