/** Readers name options as the command line spells them; the API has them under other names. */
const OPTIONS: readonly (readonly [RegExp, string])[] = [
  [/--map (\w+)=([^;,]+)/g, 'columns {"$1":"$2"}'],
  [/--standing "(.+)=(\d+)"/g, 'standing {"$1":$2}'],
  [/--standing (?=\S)/g, "standing, "],
  [/--focus x,y/g, "focus [x,y]"],
  [/--split-blocks/g, "split_blocks"],
  [/--y-up/g, "y_up"],
  [/--sheet/g, "sheet"],
];

/** A note or reason of an import with the options that it advises as the API takes them. */
export function withApiOptions(words: string): string {
  return OPTIONS.reduce((text, [spelled, asked]) => text.replace(spelled, asked), words);
}
