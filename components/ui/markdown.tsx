import { lexer, type Token, type Tokens } from "marked";
import type { ReactNode } from "react";
import { plainText } from "#lib/platform/markdown-words";
import { headingIds, isSafeLink, keyed } from "./markdown-rules.ts";

/**
 * A text in Markdown as elements of ours. Only what stands here is drawn: HTML in the text is shown as it is written, pictures are their
 * words, and a link leads to a page or a mail address or is plain text. No string ever becomes HTML.
 */
export function Markdown({ text }: { text: string }) {
  const tokens = lexer(text);
  const ids = headingIds(tokens);
  return (
    <div className="flex flex-col gap-4 leading-relaxed">
      {keyed(tokens, rawOf).map(({ key, item }) => (
        <Block key={key} token={item} id={ids.get(item)} />
      ))}
    </div>
  );
}

const rawOf = ({ raw }: { raw: string }) => raw;
const textOf = ({ text }: { text: string }) => text;

function Block({ token, id }: { token: Token; id?: string | undefined }): ReactNode {
  switch (token.type) {
    case "space":
    case "def":
      return null;
    case "heading":
      return <Heading token={token as Tokens.Heading} id={id} />;
    case "list":
      return <List token={token as Tokens.List} />;
    case "blockquote":
      return <blockquote className="border-line border-l-4 pl-4">{blocks(token.tokens)}</blockquote>;
    case "hr":
      return <hr className="border-line" />;
    case "code":
      return <pre className="whitespace-pre-wrap break-words rounded-control bg-sunken p-3 text-sm">{token.text}</pre>;
    case "table":
      return <Table token={token as Tokens.Table} />;
    case "text":
      return token.tokens ? inline(token.tokens) : plainText(token);
    case "html":
      return <p className="wrap-anywhere">{token.raw}</p>;
    default:
      return <p className="wrap-anywhere">{inline(token.type === "paragraph" ? token.tokens : [token])}</p>;
  }
}

/** The page has its own first heading, so the text's begin with the second. */
function Heading({ token, id }: { token: Tokens.Heading; id: string | undefined }) {
  const words = inline(token.tokens);
  if (token.depth <= 2)
    return (
      <h2 id={id} className="mt-4 text-heading">
        {words}
      </h2>
    );
  return <h3 className="mt-2 font-semibold text-lg">{words}</h3>;
}

function List({ token }: { token: Tokens.List }) {
  const items = keyed(token.items, rawOf).map(({ key, item }) => <li key={key}>{blocks(item.tokens)}</li>);
  return token.ordered ? (
    <ol start={token.start || 1} className="flex list-decimal flex-col gap-1 pl-6">
      {items}
    </ol>
  ) : (
    <ul className="flex list-disc flex-col gap-1 pl-6">{items}</ul>
  );
}

function Table({ token }: { token: Tokens.Table }) {
  const cell = "border border-line px-3 py-2 text-left align-top";
  return (
    <div className="overflow-x-auto">
      <table className="border-collapse">
        <thead>
          <tr>
            {keyed(token.header, textOf).map(({ key, item }) => (
              <th key={key} scope="col" className={cell}>
                {inline(item.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keyed(token.rows, (row) => row.map(textOf).join("|")).map((row) => (
            <tr key={row.key}>
              {keyed(row.item, textOf).map(({ key, item }) => (
                <td key={key} className={cell}>
                  {inline(item.tokens)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function blocks(tokens: Token[] | undefined): ReactNode {
  return keyed(tokens ?? [], rawOf).map(({ key, item }) => <Block key={key} token={item} />);
}

function inline(tokens: Token[] | undefined): ReactNode {
  return keyed(tokens ?? [], rawOf).map(({ key, item }) => <Inline key={key} token={item} />);
}

function Inline({ token }: { token: Token }): ReactNode {
  switch (token.type) {
    case "strong":
      return <strong>{inline(token.tokens)}</strong>;
    case "em":
      return <em>{inline(token.tokens)}</em>;
    case "del":
      return <s>{inline(token.tokens)}</s>;
    case "codespan":
      return <code>{plainText(token)}</code>;
    case "br":
      return <br />;
    case "link":
      return isSafeLink(token.href) ? (
        <a href={token.href} rel="nofollow noopener" className="underline underline-offset-4">
          {inline(token.tokens)}
        </a>
      ) : (
        inline(token.tokens)
      );
    case "text":
      return token.tokens ? inline(token.tokens) : plainText(token);
    default:
      return plainText(token);
  }
}
