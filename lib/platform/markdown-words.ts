import { lexer, type Token } from "marked";

/** What is shown of a token that is drawn as text: its words, without the escapes that the reader made of `<` and `&`. */
export function plainText(token: Token): string {
  if (token.type === "html") return token.raw;
  const text = "text" in token && typeof token.text === "string" ? token.text : token.raw;
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

/** The words of a text in Markdown on one line, without its signs, for search engines and calendars. Pure and browser-safe. */
export function markdownWords(text: string): string {
  return wordsOf(lexer(text)).replace(/\s+/g, " ").trim();
}

function wordsOf(tokens: readonly Token[]): string {
  return tokens.map(wordsOfToken).join("");
}

function wordsOfToken(token: Token): string {
  switch (token.type) {
    case "space":
    case "br":
    case "hr":
    case "def":
      return " ";
    case "list":
      return token.items.map((item: { tokens: Token[] }) => `${wordsOf(item.tokens)} `).join("");
    case "table":
      return [token.header, ...token.rows]
        .flatMap((row: { tokens: Token[] }[]) => row.map((cell) => `${wordsOf(cell.tokens)} `))
        .join("");
    default: {
      const words = "tokens" in token && token.tokens ? wordsOf(token.tokens) : plainText(token);
      return BLOCKS.has(token.type) ? `${words} ` : words;
    }
  }
}

const BLOCKS: ReadonlySet<string> = new Set(["paragraph", "heading", "blockquote", "code"]);
