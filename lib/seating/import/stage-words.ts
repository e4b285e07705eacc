/** What plans call the place where people look, in the languages of Europe and the large ones of Asia, in lower case without accents. */
const STAGE = new Set(
  [
    "stage podium altar screen court pitch field rink ring", // English; podium in Dutch, Czech and Slovak too
    "buhne buehne spielfeld spielflache leinwand", // German
    "scene scena scen", // French, Danish, Norwegian, Italian, Polish, Lithuanian, Romanian, Swedish
    "escenario escenari oholtza palco palcoscenico ecran pantalla schermo tela", // Spanish, Catalan, Basque, Portuguese, Italian
    "toneel nayttamo lava svid skatuve", // Dutch, Finnish, Estonian, Icelandic, Latvian
    "jeviste javisko szinpad pozornica oder", // Czech, Slovak, Hungarian, Croatian, Slovene
    "сцена бина σκηνη sahne", // Bulgarian, Russian, Ukrainian, Serbian, Greek, Turkish
    "מסך במה مسرح منصة خشبة صحنه मंच เวที", // Hebrew, Arabic, Persian, Hindi, Thai
    "舞台 舞臺 ステージ 무대 스테이지", // Chinese, Japanese, Korean
    "panggung pentas", // Indonesian, Malay
  ]
    .join(" ")
    .split(" ")
    .map(plain),
);

/** Stage in several words. */
const PHRASES = new Set(["san khau", "orchestra stage"].map(plain));

/** Words that may stand beside it. Any other makes it something else: a back stage bar, a box (palco 3), an arrow towards the stage. */
const BESIDE = new Set(
  "main the center centre grande grand gran haupt la le el a big ice tennis football principal".split(" "),
);

/** Whether a text of a plan names the stage itself: all of its words do, or belong to it. */
export function namesStage(text: string): boolean {
  const words = wordsOf(text);
  if (PHRASES.has(words.join(" "))) return true;
  return words.some((word) => STAGE.has(word)) && words.every((word) => STAGE.has(word) || BESIDE.has(word));
}

/** The words of a text, plain; letters spaced out, as in "S T A G E", are one word. */
function wordsOf(text: string): string[] {
  const words = plain(text)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== "");
  return words.length > 2 && words.every((word) => [...word].length === 1) ? [words.join("")] : words;
}

/** Lower case without accents. Letters that no accent makes, such as ø and ı, are spelt by their base. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replaceAll("đ", "d")
    .replaceAll("ð", "d")
    .replaceAll("ı", "i");
}
